import { selectorsText } from '../../selectorText';
import { distributionFact, externalSecretFact } from '../evidence';
import { Check } from '../finding';
import { requestLabels } from '../../planLabels';
import { leftBehind } from './orphaned';

export const notRequested: Check = {
  state: 'not-requested',
  find: context => {
    const { input, requested, foreign } = context;
    const { distribution, namespace } = input;
    // A child that is still there is the next check's.
    if (requested || leftBehind(context)) return undefined;
    const labels = Object.entries(
      distribution ? requestLabels(distribution) : {},
    ).map(([key, value]) => `${key}=${value}`);
    return {
      summary: `Namespace ${namespace.name} does not ask for it`,
      evidence: [
        ...(distribution
          ? [
              distributionFact(
                distribution,
                'spec.namespaceSelectors',
                selectorsText(distribution.selectors),
              ),
            ]
          : []),
        // Somebody else's delivery, which only happens to bear the name.
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
        text:
          labels.length > 0
            ? `Request it, if the component needs it: label ${labels.join(
                ', ',
              )}`
            : 'Ask the platform team, if the component needs it: no label asks for it',
      },
    };
  },
};
