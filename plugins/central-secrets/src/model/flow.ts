import type {
  Delivery,
  DeliveryCause,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DELIVERY_CAUSES,
  DELIVERY_STATES,
  isKnownWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { parseTime } from './time';

/** How one step of a secret's way is. Each word is a text `step.<health>`. */
export type StepHealth =
  | 'ok'
  | 'problem'
  | 'waiting'
  | 'absent'
  | 'kept'
  | 'unknown';

/** The steps, in the order in which a secret passes them. */
export type Step = 'store' | 'distribution' | 'externalSecret' | 'secret';

/** One step of a secret's way from the store to the Secret. */
export type FlowStep = { readonly step: Step; readonly name: string } & (
  | { readonly health: StepHealth; readonly writtenAt?: undefined }
  /** An earlier copy that may have been removed since; `writtenAt` in milliseconds. */
  | { readonly health: 'earlier'; readonly writtenAt: number }
);

type Healths = Omit<Readonly<Record<Step, StepHealth>>, 'store'>;

const HEALTH_BY_STATE: Readonly<Record<DeliveryState, Healths>> = {
  unknown: all('unknown'),
  terminating: { ...all('problem'), distribution: 'ok' },
  'not-requested': { ...all('absent'), distribution: 'waiting' },
  orphaned: { distribution: 'problem', externalSecret: 'ok', secret: 'kept' },
  conflict: {
    distribution: 'ok',
    externalSecret: 'problem',
    secret: 'unknown',
  },
  denied: { ...all('absent'), distribution: 'ok' },
  pending: { ...all('waiting'), distribution: 'ok' },
  'store-unavailable': {
    ...all('absent'),
    distribution: 'ok',
    externalSecret: 'waiting',
  },
  failed: { distribution: 'ok', externalSecret: 'problem', secret: 'absent' },
  outdated: { distribution: 'ok', externalSecret: 'waiting', secret: 'kept' },
  stale: { distribution: 'ok', externalSecret: 'problem', secret: 'kept' },
  synced: all('ok'),
};

/** Where the cause says more exactly than the state which step is to blame. */
const HEALTH_BY_CAUSE: Readonly<
  Partial<Record<DeliveryCause, Partial<Healths>>>
> = {
  'secret-owned-by-another': { secret: 'problem' },
  'several-writers': { secret: 'problem' },
  'invalid-secret': { secret: 'problem' },
  'target-immutable': { secret: 'problem' },
  'target-missing': { secret: 'problem' },
  admission: { secret: 'problem' },
  'selector-invalid': { distribution: 'problem', externalSecret: 'absent' },
  'name-too-long': { distribution: 'problem', externalSecret: 'absent' },
};

function all(health: StepHealth): Healths {
  return { distribution: health, externalSecret: health, secret: health };
}

/** A state of a newer backend tells nothing of the steps. */
function healthsOf({ state, cause }: Delivery): Healths {
  const byState = isKnownWord(DELIVERY_STATES, state)
    ? HEALTH_BY_STATE[state]
    : all('unknown');
  return cause !== null && isKnownWord(DELIVERY_CAUSES, cause)
    ? { ...byState, ...HEALTH_BY_CAUSE[cause] }
    : byState;
}

/** The causes that lie in the store or behind it, also where it is Ready. */
const STORE_CAUSES: ReadonlySet<string | null> = new Set<DeliveryCause>([
  'store-missing',
  'store-login',
  'provider-unavailable',
  'provider-throttled',
]);

function storeHealth(
  { state, cause, stores }: Delivery,
  { ready }: Delivery['store'],
): StepHealth {
  if (ready === false) {
    return 'problem';
  }
  if (state === 'denied' || STORE_CAUSES.has(cause)) {
    // One of several Ready stores is to blame, and it is not known which.
    return stores.length > 1 ? 'unknown' : 'problem';
  }
  return ready === null || state === 'unknown' ? 'unknown' : 'ok';
}

/**
 * The time at which an earlier copy was written that was to stay although the
 * state is not good; undefined: there is none. The operator does not say
 * whether a user has removed it since.
 */
function earlierCopyAt({ warnings, lastSynced }: Delivery): number | undefined {
  return warnings.some(({ code }) => code === 'earlier-copy-in-place')
    ? parseTime(lastSynced)
    : undefined;
}

/** Whether a pod that names the Secret finds it now. */
export function secretPresence(
  delivery: Delivery,
): 'there' | 'absent' | 'unknown' {
  const health = flowOf(delivery).find(({ step }) => step === 'secret')?.health;
  if (health === 'ok' || health === 'kept') {
    return 'there';
  }
  return health === 'absent' || health === 'waiting' ? 'absent' : 'unknown';
}

/**
 * A secret's way from its stores to the Secret, each step with how it is. A
 * delivery that the team declared itself has no distribution in it, and one
 * that only generators fill has no store.
 */
export function flowOf(delivery: Delivery): FlowStep[] {
  const { distribution, secret, externalSecret, stores } = delivery;
  const healths = healthsOf(delivery);
  const writtenAt = earlierCopyAt(delivery);
  return [
    ...stores.map(
      (store): FlowStep => ({
        step: 'store',
        name: store.name,
        health: storeHealth(delivery, store),
      }),
    ),
    ...(distribution === null
      ? []
      : [
          {
            step: 'distribution',
            name: distribution,
            health: healths.distribution,
          } as const,
        ]),
    {
      step: 'externalSecret',
      name: externalSecret,
      health: healths.externalSecret,
    },
    writtenAt === undefined
      ? { step: 'secret', name: secret.name, health: healths.secret }
      : { step: 'secret', name: secret.name, health: 'earlier', writtenAt },
  ];
}
