import { ANNOTATION_ALLOWED_OWNERS } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  isOwnerEntry,
  ownerEntries,
  toldEntry,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';

/** The maximum number of wrong entries in a message. */
const ENTRIES_TOLD = 5;

/** The mistake in a list of owners; undefined: there is none. */
function problemOf(list: unknown): string | undefined {
  if (typeof list !== 'string') {
    return 'the value is not a text';
  }
  const entries = ownerEntries(list);
  if (entries.length === 0) {
    return 'the list is empty';
  }
  const wrong = entries.filter(entry => !isOwnerEntry(entry));
  if (wrong.length === 0) {
    return undefined;
  }
  const told = wrong.slice(0, ENTRIES_TOLD).map(toldEntry).join(', ');
  const more = wrong.length > ENTRIES_TOLD ? ', …' : '';
  return wrong.length === 1
    ? `the entry ${told} is not an entity reference`
    : `the entries ${told}${more} are not entity references`;
}

export const allowedOwnersInvalid: Rule = {
  code: 'allowed-owners-invalid',
  severity: 'error',
  summary:
    'The annotation central-secrets/allowed-owners is a list of entity references.',
  *check({ writers }) {
    for (const { manifest, isDistribution } of writers) {
      if (!isDistribution) {
        continue;
      }
      const annotations = fieldsOf(
        fieldsOf(manifest.object.metadata).annotations,
      );
      if (!Object.hasOwn(annotations, ANNOTATION_ALLOWED_OWNERS)) {
        continue;
      }
      const problem = problemOf(annotations[ANNOTATION_ALLOWED_OWNERS]);
      if (problem === undefined) {
        continue;
      }
      yield {
        manifest,
        path: ['metadata', 'annotations', ANNOTATION_ALLOWED_OWNERS],
        message: `${problem}, and the distribution is not offered: write owners such as group:default/trading, separated by commas`,
      };
    }
  },
};
