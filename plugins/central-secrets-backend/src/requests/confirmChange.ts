import {
  LabelChange,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { NamespaceWriter, UnknownOutcomeError } from './NamespaceWriter';

/** Whether a namespace has the labels that a change would have given it. */
function isMade({ labels }: NamespaceRecord, change: LabelChange): boolean {
  return (
    Object.entries(change.add).every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    ) && change.remove.every(key => !Object.hasOwn(labels, key))
  );
}

/**
 * Reads a change back whose answer was lost. Answers where the namespace has
 * the labels now.
 *
 * @throws UnknownOutcomeError where it does not, since the change may still
 * be made or was undone already, and where it cannot be read
 */
export async function confirmChange(
  writer: NamespaceWriter,
  namespace: string,
  change: LabelChange,
  lost: UnknownOutcomeError,
): Promise<void> {
  const isConfirmed = await writer.read(namespace).then(
    now => isMade(now, change),
    () => undefined,
  );
  if (isConfirmed) {
    return;
  }
  const found =
    isConfirmed === undefined
      ? 'and the namespace cannot be read now'
      : 'and the namespace does not have the labels yet';
  throw new UnknownOutcomeError(
    `It is unknown whether the labels of ${namespace} have changed: ${lost.message}, ${found}; look again in a moment, and repeat the request if the labels are still as before`,
  );
}
