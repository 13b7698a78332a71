import { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { KubernetesObject } from '../framework/kubernetesApi';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { distribution, namespace, requestLabel } from './manifests';
import {
  IMAGE,
  NAMESPACE,
  objectOf,
  podSpec,
  replicated,
  variable,
  WAYS,
} from './waysOfUse';

/** The component whose secrets are used. */
export const USED_BY = 'component:default/used-by';

export const secretOf = (name: string) => `used-by-${name}`;

export const deliveryOf = (name: string) =>
  `hub/${NAMESPACE}/${secretOf(name)}`;

/** The names of the deliveries beside those of `WAYS`. */
const OTHERS = ['unused', 'ephemeral', 'rotated'];

/** The source in the hub for the secret that is rotated. */
export const ROTATED_SOURCE = 'used-by-source';

/**
 * Creates the namespace, the distributions and the workloads; returns when
 * Backstage sees every delivery.
 */
export async function prepareUsedBy(canary: string): Promise<void> {
  const { platform, client } = theWorld();
  const { kubectl } = platform.controlPlane;
  const names = [...WAYS.map(({ name }) => name), ...OTHERS];
  await kubectl.apply(
    ...names.map(name =>
      distribution(secretOf(name), {
        source: name === 'rotated' ? ROTATED_SOURCE : undefined,
      }),
    ),
    namespace(NAMESPACE, {
      'backstage.io/kubernetes-id': 'used-by',
      ...Object.assign({}, ...names.map(name => requestLabel(secretOf(name)))),
    }),
  );
  await waitFor(
    () =>
      platform.api.get(
        `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/default`,
      ),
    { reason: 'the ServiceAccount that every pod needs' },
  );
  await kubectl.apply(
    ...WAYS.flatMap(way => way.objects(secretOf(way.name), canary)),
    replicated(
      'Deployment',
      'rotated',
      podSpec(canary, variable(secretOf('rotated'))),
    ),
    objectOf('v1', 'Pod', 'debugged', { spec: podSpec(canary, {}) }),
  );
  const { status, body } = await platform.api.ask(
    'PATCH',
    `/api/v1/namespaces/${NAMESPACE}/pods/debugged/ephemeralcontainers`,
    {
      spec: {
        ephemeralContainers: [
          {
            name: 'debugger',
            image: IMAGE,
            envFrom: [{ secretRef: { name: secretOf('ephemeral') } }],
          },
        ],
      },
    },
  );
  if (status !== 200) {
    throw new Error(`no ephemeral container: ${status} ${body?.message}`);
  }
  for (const name of names) {
    await client.untilDelivery('jane', USED_BY, {
      id: deliveryOf(name),
      reason: 'synced',
      holds: ({ state }) => state === 'synced',
    });
  }
}

type NamespaceUsage = UsageResponse['namespaces'][number];

/** The usage of the namespace's Secrets, as user jane gets it. */
export async function readUsage(): Promise<NamespaceUsage> {
  const { namespaces } = await theWorld().client.usage('jane', USED_BY);
  return namespaces[0];
}

/** The usage of one delivery. */
export async function usageOf(
  name: string,
): Promise<NamespaceUsage['deliveries'][number]> {
  const { deliveries } = await readUsage();
  const found = deliveries.find(({ id }) => id === deliveryOf(name));
  if (!found) {
    throw new Error(`no usage is reported for ${deliveryOf(name)}`);
  }
  return found;
}

/**
 * Waits until the usage of a delivery is as wanted; the backend caches it for
 * some seconds.
 */
export async function untilUsage(
  name: string,
  wanted: {
    readonly reason: string;
    readonly holds: (
      usage: NamespaceUsage['deliveries'][number],
    ) => boolean | undefined;
  },
): Promise<NamespaceUsage['deliveries'][number]> {
  let last: unknown;
  return waitFor(
    async () => {
      const usage = await usageOf(name);
      last = usage;
      return wanted.holds(usage) ? usage : undefined;
    },
    {
      reason: `${name} to be ${wanted.reason}`,
      everyMs: 500,
      describe: () => JSON.stringify(last),
    },
  );
}

/** The pods of a Deployment that are not being deleted. */
export async function podsOf(app_: string): Promise<KubernetesObject[]> {
  const pods = await theWorld().platform.api.list(
    `/api/v1/namespaces/${NAMESPACE}/pods?labelSelector=app%3D${app_}`,
  );
  return pods.filter(({ metadata }) => !metadata.deletionTimestamp);
}

/**
 * Writes the status that a kubelet would report for a running pod, because
 * there is no node here.
 */
export async function reportRunning(pod: string, since: Date): Promise<void> {
  const startedAt = since.toISOString().replace(/\.\d+Z$/, 'Z');
  const { status, body } = await theWorld().platform.api.ask(
    'PATCH',
    `/api/v1/namespaces/${NAMESPACE}/pods/${pod}/status`,
    {
      status: {
        phase: 'Running',
        startTime: startedAt,
        conditions: ['Ready', 'ContainersReady', 'Initialized'].map(type => ({
          type,
          status: 'True',
          lastTransitionTime: startedAt,
        })),
        containerStatuses: [
          {
            name: 'app',
            image: IMAGE,
            imageID: IMAGE,
            containerID: `none://${pod}`,
            ready: true,
            started: true,
            restartCount: 0,
            state: { running: { startedAt } },
          },
        ],
      },
    },
  );
  if (status !== 200) {
    throw new Error(`no status for ${pod}: ${status} ${body?.message}`);
  }
}

/** The operator's event of one reason about an ExternalSecret. */
export async function eventAbout(
  externalSecret: string,
  reason: string,
): Promise<KubernetesObject | undefined> {
  const events = await theWorld().platform.api.list(
    `/api/v1/namespaces/${NAMESPACE}/events`,
  );
  return events.find(
    event =>
      event.reason === reason && event.involvedObject.name === externalSecret,
  );
}
