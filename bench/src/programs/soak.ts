/**
 * Observes a cluster that changes and fails for a while, and then compares the
 * inventory with a fresh list.
 */
import {
  ExternalSecretRecord,
  parseExternalSecret,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  HttpConnection,
  TokenAuthentication,
} from '@central-secrets/kubernetes-client';
import { Target } from '../load/startMock';
import { Shape } from '../load/shape';
import { ClusterInventory } from './backend';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { syncedInventory } from './synced';

export interface SoakInput {
  readonly target: Target;
  readonly shape: Shape;
  readonly durationMs: number;
}

export interface SoakResult {
  /** At even intervals, in bytes. */
  readonly heap: readonly number[];
  /** How often the ExternalSecrets could not be observed. */
  readonly outages: number;
  /**
   * ExternalSecrets that differ from a fresh list after the end of the last
   * fault.
   */
  readonly drift: number;
  readonly count: number;
}

const SAMPLES = 60;
/** Longer than the longest wait of a reflector before it asks again. */
const RECOVERY_MS = 90_000;
/** More than a page of 500 has, in bytes. */
const PAGE_LIMIT = 64 * 1024 * 1024;

program<SoakInput, SoakResult>(async ({ target, shape, durationMs }) => {
  const { inventory, cluster } = await syncedInventory(target, shape);
  const heap: number[] = [];
  let outages = 0;
  let wasOut = false;
  const watching = setInterval(() => {
    const isOut = cluster.observations().externalsecrets.error !== undefined;
    outages += isOut && !wasOut ? 1 : 0;
    wasOut = isOut;
  }, 20);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await new Promise(resolve => setTimeout(resolve, durationMs / SAMPLES));
    heap.push(await settledHeap());
  }
  clearInterval(watching);
  const givenUpAt = Date.now() + RECOVERY_MS;
  let comparison: { drift: number; count: number };
  do {
    await new Promise(resolve => setTimeout(resolve, 1_000));
    comparison = await compare(target, cluster).catch(() => ({
      drift: Infinity,
      count: 0,
    }));
  } while (comparison.drift > 0 && Date.now() < givenUpAt);
  await inventory.stop();
  return { heap, outages, ...comparison };
});

async function compare(
  target: Target,
  cluster: ClusterInventory,
): Promise<{ drift: number; count: number }> {
  const connection = new HttpConnection({
    endpoint: { url: target.url, ca: target.ca, skipTLSVerify: false },
    authentication: new TokenAuthentication(target.token),
  });
  let drift = 0;
  let count = 0;
  let token: string | undefined;
  do {
    const response = await connection.request({
      method: 'GET',
      path: '/apis/external-secrets.io/v1/externalsecrets',
      query: { limit: '500', continue: token },
    });
    const page = JSON.parse(await response.text(PAGE_LIMIT));
    for (const item of page.items) {
      const fresh = parseExternalSecret(item);
      const known = cluster.externalSecret(fresh.namespace, fresh.name);
      count += 1;
      drift += known && isSame(known, fresh) ? 0 : 1;
    }
    token = page.metadata.continue || undefined;
  } while (token);
  await connection.close();
  return {
    count,
    drift: drift + Math.abs((cluster.count('externalsecrets') ?? 0) - count),
  };
}

function isSame(a: ExternalSecretRecord, b: ExternalSecretRecord): boolean {
  const text = ({ spec, owner, ready, ...rest }: ExternalSecretRecord) =>
    JSON.stringify([
      Object.entries(rest)
        .filter(([, value]) => value !== undefined)
        .sort(),
      Object.entries(spec).sort(),
      owner?.uid,
      ready?.status,
      ready?.message,
      ready?.changedAt,
    ]);
  return text(a) === text(b);
}
