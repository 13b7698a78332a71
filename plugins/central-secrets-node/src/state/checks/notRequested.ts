import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { onceFor, DistributionRecord } from '../../records';
import { selectorsText, requestLabels } from '../../selection';
import { distributionFact, externalSecretFact } from '../evidence';
import { Check } from '../finding';
import { leftBehind } from './orphaned';

/** The same in every namespace, and the most frequent answer of all. */
const ofDistribution = onceFor((distribution: DistributionRecord) => ({
  labels: Object.entries(requestLabels(distribution)).map(
    ([key, value]) => `${key}=${value}`,
  ),
  selectors: distributionFact(
    distribution,
    'spec.namespaceSelectors',
    selectorsText(distribution.selectors),
  ),
}));

export const notRequested: Check = {
  state: 'not-requested',
  find: context => {
    const { input, requested, foreign } = context;
    const { distribution, namespace } = input;
    // A child that is still there is the next check's; without a distribution
    // there is one.
    if (!distribution || requested || leftBehind(context)) {
      return undefined;
    }
    const { labels, selectors } = ofDistribution(distribution);
    return {
      summary: message('not-requested', { namespace: namespace.name }),
      evidence: [
        selectors,
        // Another owner's delivery that only happens to have the name.
        ...(foreign
          ? [
              externalSecretFact(
                foreign,
                'metadata.ownerReferences',
                foreign.owner
                  ? `${foreign.owner.kind} ${foreign.owner.name}`
                  : 'none: declared by itself',
              ),
            ]
          : []),
      ],
      remedy: {
        by: 'developer',
        ...(labels.length > 0
          ? message('request-by-label', { labels })
          : message('ask-platform')),
      },
    };
  },
};
