import {
  hasLabelChange,
  LabelChange,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { NamespaceWriter, UnknownOutcomeError } from './NamespaceWriter';

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
    now => hasLabelChange(now.labels, change),
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
