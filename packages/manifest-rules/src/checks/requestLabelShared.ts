import {
  coversOffer,
  NO_TERMS,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { describeManifest } from '../manifest';
import { toOffered } from '../OfferIndex';
import { Rule } from '../rule';
import { sharedLabels } from '../sharedLabels';
import { Writer } from '../Writer';

/** Whether only the terms of the two differ. */
function isOfferedToSame(writer: Writer, other: Writer): boolean {
  const { terms } = toOffered(other);
  return (
    terms.to !== 'none' &&
    coversOffer({ ...terms, requires: NO_TERMS }, toOffered(writer).terms)
  );
}

export const requestLabelShared: Rule = {
  code: 'request-label-shared',
  severity: 'warning',
  summary:
    'Labels that bring a distribution bring only others that are offered to the same owners, on the same terms.',
  *check(input) {
    if (!input.isHub) {
      return;
    }
    for (const { writer, other, action, labels } of sharedLabels(input)) {
      const told = Object.entries(labels)
        .map(([key, value]) => `${key}: "${value}"`)
        .join(' and ');
      const name = describeManifest(other.manifest);
      const [isNot, same] = isOfferedToSame(writer, other)
        ? [
            'asks for a review, a reason or an environment',
            'ask for the same with both (central-secrets/approval, central-secrets/reason, central-secrets/environments)',
          ]
        : [
            'is not offered to the same owners',
            'offer both to the same owners',
          ];
      yield {
        manifest: writer.manifest,
        path: writer.selectors[0].path,
        message: `${
          action === 'add'
            ? `${told} brings ${name} too`
            : `the removal of ${told} brings ${name}`
        }, which ${isNot}, so ${
          action === 'add' ? 'requests' : 'removals'
        } by owners without that offer are refused: give one of the two a label of its own, or ${same}`,
      };
    }
  },
};
