import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Fault, faultOfStatus, malformed } from './Fault';
import { resourceVersionOf } from './resourceVersion';
import { KubernetesObject, WatchEvent } from './types';

/** The target of an event: a sink, or a replacement that is being built. */
interface Changed {
  upsert(object: KubernetesObject): void;
  remove(object: KubernetesObject): void;
}

/**
 * The version that an event brings.
 *
 * @throws Fault where it is an ERROR, or has none
 */
export function versionOfEvent({ type, object }: WatchEvent): string {
  if (type === 'ERROR') {
    const { code } = (object ?? {}) as { code?: unknown };
    throw faultOfStatus(
      undefined,
      typeof code === 'number' ? code : 500,
      object,
    );
  }
  const version = resourceVersionOf(object);
  if (version === undefined) {
    throw malformed(message('event-malformed.version', { type }));
  }
  return version;
}

/** Does what an event says. @throws Fault where that cannot be done */
export function applyEvent({ type, object }: WatchEvent, to: Changed): void {
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      takenIn(() => to.upsert(object));
      break;
    case 'DELETED':
      takenIn(() => to.remove(object));
      break;
    case 'BOOKMARK':
      break;
    default:
      throw malformed(message('event-malformed.type', { type }));
  }
}

/** A sink must not throw; one that does may have lost something, and nothing may be lost. */
export function takenIn<T>(put: () => T): T {
  try {
    return put();
  } catch (error) {
    if (error instanceof Fault) {
      throw error;
    }
    throw new Fault(
      'failing',
      message('object-unusable', { problem: (error as Error).message }),
      { remedy: 'reread' },
    );
  }
}
