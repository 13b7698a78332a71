import { describeManifest } from '../manifest';
import { Rule } from '../rule';
import { sharedLabels } from '../sharedLabels';

export const requestLabelShared: Rule = {
  code: 'request-label-shared',
  severity: 'warning',
  summary:
    'Labels that bring a distribution bring only others that are offered to the same owners.',
  *check(input) {
    if (!input.isHub) {
      return;
    }
    for (const { writer, other, action, labels } of sharedLabels(input)) {
      const told = Object.entries(labels)
        .map(([key, value]) => `${key}: "${value}"`)
        .join(' and ');
      const name = describeManifest(other.manifest);
      yield {
        manifest: writer.manifest,
        path: writer.selectors[0].path,
        message: `${
          action === 'add'
            ? `${told} brings ${name} too`
            : `the removal of ${told} brings ${name}`
        }, which is not offered to the same owners, so ${
          action === 'add' ? 'requests' : 'removals'
        } by owners without that offer are refused: give one of the two a label of its own, or offer both to the same owners`,
      };
    }
  },
};
