import {
  JudgedConsumer,
  LastWrite,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  SecretUsage,
  SecretUserView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { instant, toEvidence } from '../wire';

/**
 * The maximum number of consumers of one Secret in an answer, of ways of one
 * consumer, and of keys of one way.
 */
const MOST_USERS = 20;
const MOST_WAYS = 20;
const MOST_KEYS = 50;

/** The kinds that name a Secret and run nothing themselves. */
const NO_WORKLOADS = ['Controller', 'Ingress', 'ServiceAccount'];

/**
 * Ranks the consumers that an answer names: with old pods first, then
 * workloads, each in their order.
 */
function rankOf({ kind, pods }: JudgedConsumer): number {
  if (pods.old > 0) {
    return 0;
  }
  return NO_WORKLOADS.includes(kind) ? 2 : 1;
}

/** Users in the contract's form, and what is left out of them. */
export function toUsers(
  users: readonly JudgedConsumer[],
  instantOf: typeof instant,
): Pick<SecretUsage, 'users' | 'leftOut'> {
  const ordered =
    users.length > MOST_USERS
      ? [...users].sort((a, b) => rankOf(a) - rankOf(b))
      : users;
  const others = ordered.slice(MOST_USERS);
  return {
    users: ordered.slice(0, MOST_USERS).map(user => toUser(user, instantOf)),
    ...(others.length > 0
      ? {
          leftOut: {
            users: others.length,
            oldPods: others.reduce((sum, { pods }) => sum + pods.old, 0),
          },
        }
      : {}),
  };
}

/** A user in the contract's form. An allow-list. */
function toUser(
  user: JudgedConsumer,
  instantOf: typeof instant,
): SecretUserView {
  return {
    kind: user.kind,
    name: user.name,
    ways: user.references
      .slice(0, MOST_WAYS)
      .map(({ way, readAt, container, keys, serviceAccount }) => ({
        way,
        readAt,
        container: container ?? null,
        keys: keys ? keys.slice(0, MOST_KEYS) : null,
        ...leftOut('keysLeftOut', keys?.length ?? 0, MOST_KEYS),
        serviceAccount: serviceAccount ?? null,
      })),
    ...leftOut('waysLeftOut', user.references.length, MOST_WAYS),
    pods: {
      count: user.pods.count,
      old: user.pods.old,
      unknown: user.pods.unknown,
    },
    oldSince: instantOf(user.oldSince),
    restartCommand: user.restartCommand ?? null,
  };
}

/**
 * The field that says how many more there are than the answer names; none where
 * it names all.
 */
function leftOut<Field extends string>(
  field: Field,
  count: number,
  most: number,
): { [F in Field]?: number } {
  return count > most
    ? ({ [field]: count - most } as { [F in Field]?: number })
    : {};
}

/** The newest known write, with its evidence. */
export function toLastWrite(
  namespace: string,
  { known }: LastWrite,
  instantOf: typeof instant,
): SecretUsage['lastWrite'] {
  return known
    ? toEvidence(
        {
          kind: 'ExternalSecret',
          namespace,
          name: known.externalSecret,
          field: `event ${known.reason}`,
          value: 'the operator wrote the Secret',
          at: known.at,
        },
        instantOf,
      )
    : null;
}
