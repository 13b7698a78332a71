import type {
  Delivery,
  SecretUsage,
  SecretUserView,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  isKnownWord,
  nameSome,
  READ_TIMES,
  SECRET_WAYS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Polled } from '../hooks/Poller';
import type { Translate } from './translate';

type NamespaceUsage = UsageResponse['namespaces'][number];

/** The knowledge about the consumers of one delivery's Secret. */
export type UsedBy =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: Error }
  /** The backend tells nothing of it: the namespace does not have it yet, or no longer. */
  | { readonly status: 'untold' }
  | {
      readonly status: 'told';
      readonly usage: SecretUsage;
      readonly unreadable: NamespaceUsage['unreadable'];
      readonly readAt: number;
      /** Why it could not be read again. */
      readonly refreshError?: Error;
    };

/** Returns the knowledge about the consumers of a delivery's Secret. */
export function usedByOf(
  asked: Polled<UsageResponse>,
  { id }: Pick<Delivery, 'id'>,
): UsedBy {
  if (asked.status === 'failed') {
    return asked;
  }
  if (asked.status !== 'ready') {
    return { status: 'loading' };
  }
  const { data, refreshError } = asked;
  for (const { deliveries, unreadable, readAt } of data.namespaces) {
    const usage = deliveries.find(each => each.id === id);
    if (usage) {
      return {
        status: 'told',
        usage,
        unreadable,
        readAt: Date.parse(readAt),
        ...(refreshError && { refreshError }),
      };
    }
  }
  return { status: 'untold' };
}

/** The kinds that name a Secret and run nothing themselves. */
const NO_WORKLOADS = ['Controller', 'Ingress', 'ServiceAccount'];

/** `Deployment web`, as people name it. */
export const userNameOf = ({ kind, name }: SecretUserView) => `${kind} ${name}`;

/** Names the consumers in a few words; undefined where they are not known. */
export function usedByText(usedBy: UsedBy, t: Translate): string | undefined {
  if (usedBy.status !== 'told') {
    return undefined;
  }
  const { users, leftOut, warnings } = usedBy.usage;
  const count = users.filter(({ kind }) => !NO_WORKLOADS.includes(kind)).length;
  if (count > 0) {
    // Workloads are left out last, so nearly all of the others are some, too.
    return t('usedBy.workloads', { count: count + (leftOut?.users ?? 0) });
  }
  if (users.length > 0) {
    return t('usedBy.namedBy', { names: nameSome(users.map(userNameOf)) });
  }
  return warnings.some(({ code }) => code === 'unused')
    ? t('usedBy.nothing')
    : undefined;
}

/** The number of pods that still use the previous value. */
export function oldPodsOf(usedBy: UsedBy): number {
  return usedBy.status === 'told'
    ? usedBy.usage.users.reduce(
        (sum, { pods }) => sum + pods.old,
        usedBy.usage.leftOut?.oldPods ?? 0,
      )
    : 0;
}

/** The namespaces of which nothing at all could be read, and why: Backstage has no right to it. */
export function unpermittedIn(asked: Polled<UsageResponse>): string[] {
  return asked.status === 'ready'
    ? asked.data.namespaces
        .filter(({ unreadable }) =>
          unreadable.some(
            ({ resource, code }) => resource === 'pods' && code === 'forbidden',
          ),
        )
        .map(({ namespace }) => namespace)
    : [];
}

type Way = SecretUserView['ways'][number];

/** One way of use in a sentence's words. */
export function wayText(
  { way, readAt, container, keys, keysLeftOut, serviceAccount }: Way,
  t: Translate,
): string {
  const named = keys?.join(', ') ?? '';
  const parts = [
    wayOfUse(
      way,
      keys && keysLeftOut
        ? [t('usedBy.moreKeys', { keys: named, more: String(keysLeftOut) })]
        : keys,
      t,
    ),
    container && t('usedBy.container', { container }),
    serviceAccount && t('usedBy.account', { serviceAccount }),
  ];
  const read = isKnownWord(READ_TIMES, readAt)
    ? t(`usedBy.read.${readAt}`)
    : readAt;
  return `${parts.filter(Boolean).join(' ')}: ${read}`;
}

/** A way of a newer backend is shown as it is named. */
function wayOfUse(way: Way['way'], keys: Way['keys'], t: Translate): string {
  if (!isKnownWord(SECRET_WAYS, way)) {
    return keys ? `${way} ${keys.join(', ')}` : way;
  }
  return keys && way !== 'imagePullSecrets'
    ? t(`usedBy.way.${way}Keys`, { keys: keys.join(', ') })
    : t(`usedBy.way.${way}`);
}
