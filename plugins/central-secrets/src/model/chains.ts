import type {
  EntityChain,
  InternalDistribution,
  InternalDistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  CHAIN_ROLES,
  isKnownWord,
  PUSH_KINDS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Translate } from './translate';
import { stateText } from './words';

/** A kind that pushes and is not known now, and why. */
export interface UnknownPushes {
  readonly cluster: string;
  readonly kind: string;
  /** undefined: it was not observed yet. */
  readonly error?: NonNullable<
    InternalDistributionsResponse['clusters'][number]['kinds'][string]['error']
  >;
}

/** The names of the kinds as Kubernetes writes them. */
const KIND_NAMES: Readonly<Record<(typeof PUSH_KINDS)[number], string>> = {
  pushsecrets: 'PushSecrets',
  clusterpushsecrets: 'ClusterPushSecrets',
};

/**
 * The kinds without which chains may be missing. A cluster that does not have
 * them pushes nothing, and so misses none.
 */
export function findUnknownPushes({
  clusters,
}: InternalDistributionsResponse): UnknownPushes[] {
  return clusters.flatMap(({ name, title, kinds }) =>
    PUSH_KINDS.flatMap((kind): UnknownPushes[] => {
      const { observedAt = null, error = null } = kinds[kind] ?? {};
      const isKnown = observedAt !== null && error === null;
      if (isKnown || error?.code === 'not-installed') {
        return [];
      }
      const about = { cluster: title ?? name, kind: KIND_NAMES[kind] };
      return [error ? { ...about, error } : about];
    }),
  );
}

/** How late a change is at most: "A change takes 2 h at most." */
export function delayText(
  { worstDelayMs }: Pick<InternalDistribution, 'worstDelayMs'>,
  t: Translate,
): string {
  return worstDelayMs === null
    ? t('chains.noDelay')
    : t('chains.delay', { duration: upperBoundText(worstDelayMs, t) });
}

/** A duration that is not rounded down: what is promised must hold. */
function upperBoundText(milliseconds: number, t: Translate): string {
  const inMinutes = Math.ceil(milliseconds / 60_000);
  if (milliseconds < 60_000) {
    return t('time.seconds', {
      amount: String(Math.ceil(milliseconds / 1_000)),
    });
  }
  return inMinutes % 60 === 0
    ? t('time.hours', { amount: String(inMinutes / 60) })
    : t('time.minutes', { amount: String(inMinutes) });
}

/** How far the last push has come: "2 of 3 refreshed since the last push". */
export function rotationText(
  { rotation }: Pick<InternalDistribution, 'rotation'>,
  t: Translate,
): string | undefined {
  const total = rotation.current + rotation.waiting;
  if (rotation.pushedAt === null || total === 0) {
    return undefined;
  }
  return t('chains.rotation', {
    current: String(rotation.current),
    total: String(total),
  });
}

/** What an entity has to do with a chain: "Produced here". */
export function rolesText(
  { roles }: Pick<EntityChain, 'roles'>,
  t: Translate,
): string {
  return roles
    .map(role =>
      isKnownWord(CHAIN_ROLES, role) ? t(`chains.role.${role}`) : role,
    )
    .join(' · ');
}

/** The hops of other namespaces: "1 PushSecret elsewhere: Synced"; none where they are not told. */
export function otherHopsTexts(
  others: EntityChain['others'] | undefined,
  t: Translate,
): { readonly pushes: string[]; readonly reads: string[] } {
  const textsOf = (
    key: 'chains.otherPushes' | 'chains.otherReads',
    counts: Readonly<Record<string, number>> = {},
  ) =>
    Object.entries(counts).map(([state, count]) =>
      t(key, { count, state: stateText(state, t) }),
    );
  return {
    pushes: textsOf('chains.otherPushes', others?.pushes),
    reads: textsOf('chains.otherReads', others?.reads),
  };
}
