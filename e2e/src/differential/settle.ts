import { setTimeout as sleep } from 'node:timers/promises';
import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { KubernetesObject } from '../framework/kubernetesApi';
import { comparable } from '../scenarios/comparable';
import { Stage } from '../scenarios/stage';
import { Actor, BY_HAND } from './actor';

/** After this long without a change, every effect of an operation is over. */
const QUIET_MS = 350;
const LOOK_EVERY_MS = 100;
/**
 * Enough for the longest wait that a script can cause on a busy machine: a
 * namespace that cannot be deleted yet is checked again after 8 s, and after an
 * error after 5 s, 10 s, 20 s and so on. The longest wait so far took 52 s.
 */
const LIMIT_MS = 120_000;

/** One script on one cluster. */
export interface Walk {
  readonly stage: Stage;
  readonly actor: Actor;
}

/** The text that is compared. */
export type Said = (walk: Walk) => string | Promise<string>;

/**
 * Waits until both clusters are quiet and say the same.
 *
 * Quiet alone is not enough: a busy operator may not have begun yet. Equal
 * alone is not enough either: the clusters may be equal for a moment on the
 * way.
 *
 * @returns the remaining difference when the time is up; undefined where there
 * is none.
 */
export async function settle(
  walks: readonly [Walk, Walk],
  said: Said,
): Promise<string | undefined> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const isLast = Date.now() >= end;
    if (isLast || walks.every(isQuiet)) {
      const [real, demo] = await Promise.all(walks.map(said));
      if (real === demo) {
        return undefined;
      }
      if (isLast) {
        return `the real operator:\n${real}\nthe demo cluster:\n${demo}`;
      }
    }
  }
}

function isQuiet({ stage, actor }: Walk): boolean {
  return Date.now() - stage.changes.lastChange(actor.objects.names) >= QUIET_MS;
}

/** The script's own deliveries. */
export function rowsOf({ stage, actor }: Walk): Delivery[] {
  const isOwn = (name: string) => name.startsWith(`${actor.objects.id}-`);
  return actor.objects.namespaces.flatMap(namespace =>
    stage.answers.deliveriesOf(namespace, isOwn),
  );
}

/** The answers about the script's deliveries, and its Secrets. */
export async function deliveriesAndSecrets(walk: Walk): Promise<string> {
  const answers = rowsOf(walk)
    .map(row => `${row.id} ${JSON.stringify(comparable(row), null, 1)}\n`)
    .sort();
  return [...answers, ...(await secretsOf(walk))].join('');
}

/**
 * Whether the operator considers each of the script's stores ready, and why
 * not.
 */
export function stores({ stage, actor }: Walk): string {
  return stage.changes
    .objectsAbout(actor.objects.names)
    .filter(({ kind }) => kind === 'ClusterSecretStore')
    .map(({ metadata, status }) => {
      const {
        status: isReady,
        reason,
        message,
      } = status?.conditions?.[0] ?? {};
      return `ClusterSecretStore ${metadata.name}: ${isReady} (${reason}) ${message}\n`;
    })
    .sort()
    .join('');
}

/**
 * The existing Secrets and their contents. The answers cannot show them,
 * because Backstage may not read them.
 */
async function secretsOf({ stage, actor }: Walk): Promise<string[]> {
  const found = await Promise.all(
    actor.objects.namespaces.map(namespace =>
      stage.cluster.list('v1', 'Secret', namespace),
    ),
  );
  return found.flat().map(describeSecret).sort();
}

function describeSecret({ metadata, type, data }: KubernetesObject): string {
  const { name, namespace, ownerReferences = [], labels } = metadata as any;
  const owners = ownerReferences.map(
    (owner: any) => `${owner.kind}/${owner.name}`,
  );
  const values = Object.entries<string>(data ?? {})
    .map(([key, value]) => `${key}=${atob(value)}`)
    .sort();
  // Whether a label that a person put on a copy reaches its Secret before the
  // distribution removes it depends on a race in the operator.
  const keys = Object.keys(labels ?? {})
    .filter(key => key !== BY_HAND)
    .sort();
  return `Secret ${namespace}/${name}: ${type} [${values}], labels [${keys}], of [${owners}]\n`;
}
