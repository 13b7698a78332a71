import type {
  Delivery,
  SecretUsage,
  SecretUserView,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { AskedUsage } from '../hooks/useUsage';
import type { Translate } from './translate';

type NamespaceUsage = UsageResponse['namespaces'][number];

/** What is known of who uses one delivery's Secret. */
export type UsedBy =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: Error }
  /** The backend tells nothing of it: it is not known to the namespace any more, or not yet. */
  | { readonly status: 'untold' }
  | {
      readonly status: 'told';
      readonly usage: SecretUsage;
      readonly unreadable: NamespaceUsage['unreadable'];
      readonly readAt: number;
    };

/** What is known of who uses a delivery's Secret. */
export function usedByOf(
  asked: AskedUsage,
  { id }: Pick<Delivery, 'id'>,
): UsedBy {
  if (asked.status === 'failed') {
    return asked;
  }
  if (asked.status !== 'ready') {
    return { status: 'loading' };
  }
  for (const { deliveries, unreadable, readAt } of asked.data.namespaces) {
    const usage = deliveries.find(each => each.id === id);
    if (usage) {
      return { status: 'told', usage, unreadable, readAt: Date.parse(readAt) };
    }
  }
  return { status: 'untold' };
}

/** The kinds that name a Secret and run nothing themselves. */
const NO_WORKLOADS = ['Ingress', 'ServiceAccount'];

/** `Deployment web`, as people name it. */
export const userNameOf = ({ kind, name }: SecretUserView) => `${kind} ${name}`;

/** Who uses it, in a few words; undefined where that is not known. */
export function usedByText(usedBy: UsedBy, t: Translate): string | undefined {
  if (usedBy.status !== 'told') {
    return undefined;
  }
  const { users, warnings } = usedBy.usage;
  const count = users.filter(({ kind }) => !NO_WORKLOADS.includes(kind)).length;
  if (count > 0) {
    return t('usedBy.workloads', { count });
  }
  if (users.length > 0) {
    return t('usedBy.namedBy', { names: users.map(userNameOf).join(', ') });
  }
  return warnings.some(({ code }) => code === 'unused')
    ? t('usedBy.nothing')
    : undefined;
}

/** How many pods still run with what was in the Secret before. */
export function oldPodsOf(usedBy: UsedBy): number {
  return usedBy.status === 'told'
    ? usedBy.usage.users.reduce((sum, { pods }) => sum + pods.old, 0)
    : 0;
}

/** The namespaces of which nothing at all could be read, and why: Backstage has no right to it. */
export function unpermittedIn(asked: AskedUsage): string[] {
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
  { way, readAt, container, keys, serviceAccount }: Way,
  t: Translate,
): string {
  const parts = [
    keys && way !== 'imagePullSecrets'
      ? t(`usedBy.way.${way}Keys`, { keys: keys.join(', ') })
      : t(`usedBy.way.${way}`),
    container && t('usedBy.container', { container }),
    serviceAccount && t('usedBy.account', { serviceAccount }),
  ];
  return `${parts.filter(Boolean).join(' ')}: ${t(`usedBy.read.${readAt}`)}`;
}
