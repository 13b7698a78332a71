import { KubernetesObject } from '../framework/kubernetesApi';
import {
  createObject,
  deleteObject,
  objectPath,
  PlainObject,
} from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';

/** Twenty parallel iterations must leave the API server time for its work. */
const LOOK_EVERY_MS = 300;

/** Reads a Secret as administrator; undefined where it does not exist. */
export function secretIn(
  namespace: string,
  name: string,
): Promise<KubernetesObject | undefined> {
  return theWorld().platform.api.get(
    `/api/v1/namespaces/${namespace}/secrets/${name}`,
  );
}

/** A Secret's values, decoded; empty where the Secret does not exist. */
export function decoded(
  secret: KubernetesObject | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries((secret?.data ?? {}) as Record<string, string>).map(
      ([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')],
    ),
  );
}

/** The operator's objects in a namespace, by name, sorted. */
export interface Provisioned {
  readonly externalSecrets: readonly string[];
  readonly secrets: readonly KubernetesObject[];
}

/** Everything in a namespace that exists because of the operator. */
export async function provisionedIn(namespace: string): Promise<Provisioned> {
  const { api } = theWorld().platform;
  const [externalSecrets, secrets] = await Promise.all([
    externalSecretsIn(namespace),
    api.list(
      `/api/v1/namespaces/${namespace}/secrets?labelSelector=reconcile.external-secrets.io%2Fmanaged%3Dtrue`,
    ),
  ]);
  return {
    externalSecrets: externalSecrets.map(({ metadata }) => metadata.name),
    secrets,
  };
}

/** The ExternalSecrets of a namespace, in the order of their names. */
export async function externalSecretsIn(
  namespace: string,
): Promise<KubernetesObject[]> {
  return theWorld().platform.api.list(
    `/apis/external-secrets.io/v1/namespaces/${namespace}/externalsecrets`,
  );
}

/** The status of the condition Ready; undefined where it has none yet. */
export function readyStatus(
  object: KubernetesObject | undefined,
): string | undefined {
  return object?.status?.conditions?.find(
    ({ type }: { type: string }) => type === 'Ready',
  )?.status;
}

/**
 * Waits until the operator has set the condition Ready to any status.
 *
 * @returns the object.
 */
export function untilJudged(object: PlainObject): Promise<KubernetesObject> {
  return until(
    async () => {
      const found = await theWorld().platform.api.get(objectPath(object));
      return readyStatus(found) && found;
    },
    () => `${object.kind} ${object.metadata.name} to be Ready or not`,
  );
}

/** `waitFor`, at an interval that allows many calls at a time. */
export function until<T>(
  look: () => Promise<T | undefined | null | false | ''>,
  reason: () => string,
  more: { limitMs?: number; describe?: () => Promise<string> } = {},
): Promise<T> {
  return waitFor(async () => (await look()) || undefined, {
    reason: reason(),
    limitMs: 60_000,
    everyMs: LOOK_EVERY_MS,
    ...more,
  });
}

/**
 * Creates objects in their order, runs `body`, and removes the objects again,
 * except the namespaces. The deletion of hundreds of namespaces would keep the
 * controller manager busy for minutes, and the whole cluster is removed at the
 * end.
 */
export async function having<T>(
  objects: readonly PlainObject[],
  body: () => Promise<T>,
): Promise<T> {
  const { api } = theWorld().platform;
  const created: PlainObject[] = [];
  try {
    for (const object of objects) {
      created.unshift(object);
      await createObject(api, object);
    }
    return await body();
  } finally {
    const passing = created.filter(({ kind }) => kind !== 'Namespace');
    await Promise.all(passing.map(object => deleteObject(api, object)));
  }
}
