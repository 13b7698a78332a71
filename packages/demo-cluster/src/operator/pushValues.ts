import { Provider } from './provider';
import { PushEntry, PushSecretStatus, SecretValues } from './specs';

/** What a PushSecret has written: by `Kind/store`, then by `remoteKey/property`. */
export type Pushed = NonNullable<PushSecretStatus['syncedPushSecrets']>;

/** Writes one value. @throws Error in the operator's words */
export function pushEntry(
  provider: Provider,
  entry: PushEntry,
  values: SecretValues,
  { store, ifNotExists }: { store: string; ifNotExists: boolean },
): void {
  const { secretKey: key = '' } = entry.match;
  if (key !== '' && !Object.hasOwn(values, key)) {
    throw new Error(`secret key ${key} does not exist`);
  }
  const reference = referenceOf(entry);
  try {
    if (ifNotExists && provider.secretExists(reference)) {
      return;
    }
    provider.pushSecret(
      reference,
      key === '' ? JSON.stringify(values) : values[key],
    );
  } catch (error) {
    throw new Error(
      `could not write remote ref ${key} to target secretstore ${store}: ${
        (error as Error).message
      }`,
    );
  }
}

/** The place of a value in its store. */
export function referenceOf({ match }: PushEntry) {
  const { remoteKey: key, property } = match.remoteRef;
  return { key, property };
}

/** How the status names a value. */
export function entryTitle({ match: { remoteRef } }: PushEntry): string {
  const { remoteKey, property } = remoteRef;
  return property ? `${remoteKey}/${property}` : remoteKey;
}

/** What was written before stays named, until a whole push succeeds. */
export function merged(
  pushed: Pushed | undefined,
  before: Pushed | undefined,
): Pushed | undefined {
  if (!pushed) {
    return before;
  }
  const all = { ...before };
  for (const [title, entries] of Object.entries(pushed)) {
    all[title] = { ...entries, ...before?.[title] };
  }
  return all;
}
