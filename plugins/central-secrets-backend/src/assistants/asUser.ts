import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { readableEntity, visibleEntity } from '../authorization';
import { RequestRights } from '../deliveries';
import { printable, quote } from '../echo';
import { rightsOf } from '../requests';
import { parseEntityParameters } from '../router';
import { AssistantOptions } from './AssistantOptions';

/** The user for whom an assistant acts, and the entity that is meant. */
export interface Asked {
  readonly credentials: BackstageCredentials<BackstageUserPrincipal>;
  readonly entity: Entity;
}

/**
 * Lets an action run as its user and with the user's rights alone: it counts in
 * the limits of the user, and the auditor is told before and after.
 *
 * @throws NotAllowedError for a service: an assistant has no right of its own
 */
export async function asUser<T>(
  options: AssistantOptions,
  call: {
    readonly kind: 'read' | 'request';
    /** Such as `assistant-list-secrets`. */
    readonly eventId: string;
    readonly entityRef: string;
    /** What the auditor is told beside. */
    readonly meta?: JsonObject;
    readonly credentials: BackstageCredentials;
  },
  act: (asked: Asked) => Promise<T>,
): Promise<T> {
  const { auth, auditor, catalog, userLimits } = options;
  const { kind, eventId, credentials, meta } = call;
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'An assistant acts for a signed-in user only; call this action with the credentials of one',
    );
  }
  const { userEntityRef } = credentials.principal;
  const isRequest = kind === 'request';
  const event = await auditor.createEvent({
    eventId,
    severityLevel: isRequest ? 'medium' : 'low',
    meta: {
      ...meta,
      user: userEntityRef,
      entity: printable(call.entityRef),
    },
  });
  try {
    await (isRequest ? userLimits.requests : userLimits.reads).take(
      userEntityRef,
    );
    const ref = entityRefOf(call.entityRef);
    const entity = isRequest
      ? await visibleEntity(catalog, ref, credentials)
      : await readableEntity(ref, credentials, options);
    const answer = await act({ credentials, entity });
    await event.success();
    return answer;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** The same for an action that only tells of an entity, with what its user may request. */
export async function readAsUser<T>(
  options: AssistantOptions,
  call: Omit<Parameters<typeof asUser>[1], 'kind'>,
  answer: (entity: Entity, rights: RequestRights) => Promise<T>,
): Promise<T> {
  return asUser(
    options,
    { ...call, kind: 'read' },
    async ({ entity, credentials }) =>
      answer(entity, await rightsOf(entity, credentials, options)),
  );
}

function entityRefOf(text: string): CompoundEntityRef {
  let ref: CompoundEntityRef;
  try {
    ref = parseEntityRef(text, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `entityRef: ${quote(
        text,
      )} is not an entity reference; write kind:namespace/name, such as component:default/backstage`,
    );
  }
  return parseEntityParameters({ ...ref });
}
