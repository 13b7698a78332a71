import { ANNOTATION_KEYS_PURPOSE } from '@central-secrets/backstage-plugin-central-secrets-common';
import { onceFor } from './onceFor';
import { DistributionRecord } from './records';
import { hideCredentials } from '../text';

/** The maximum number of keys of one Secret that an answer names. */
const MOST_KEYS = 100;
/** Room for a few words about one key. Characters. */
const LONGEST_PURPOSE = 200;

/** A key that Kubernetes accepts in a Secret. */
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

const purposesIn = onceFor((annotations: DistributionRecord['annotations']) => {
  const purposes = new Map<string, string>();
  const lines = (annotations[ANNOTATION_KEYS_PURPOSE] ?? '').split('\n');
  for (const line of lines) {
    const [key, ...rest] = line.split('=');
    const name = key.trim();
    const purpose = rest.join('=').trim();
    if (KEY.test(name) && purpose !== '' && !purposes.has(name)) {
      purposes.set(name, shorten(hideCredentials(purpose)));
    }
    if (purposes.size === MOST_KEYS) {
      break;
    }
  }
  return Object.fromEntries(purposes);
});

/**
 * Reads the purpose of each key of a distribution's Secret from its annotation
 * `central-secrets/keys-purpose`, one `key=purpose` per line.
 *
 * Purposes are escaped, cut to 200 characters and hide what looks like a
 * credential. Lines of another form are ignored, and so are keys that the
 * Secret does not have. At most 100 keys; undefined: the distribution states
 * no purpose.
 *
 * @public
 */
export function readKeyPurposes(distribution: {
  readonly annotations: DistributionRecord['annotations'];
  readonly spec: Pick<DistributionRecord['spec'], 'keys'>;
}): Record<string, string> | undefined {
  const { annotations, spec } = distribution;
  const purposes = Object.entries(purposesIn(annotations)).filter(
    ([key]) => !spec.keys || spec.keys.includes(key),
  );
  return purposes.length > 0 ? Object.fromEntries(purposes) : undefined;
}

/** Never ends in half of a surrogate pair. */
function shorten(purpose: string): string {
  if (purpose.length <= LONGEST_PURPOSE) {
    return purpose;
  }
  const kept = purpose.slice(0, LONGEST_PURPOSE - 1);
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}…`;
}
