/**
 * The peer: Backstage's Kubernetes plugin with the custom resource query for
 * the ExternalSecrets of one namespace. It measures the plugin's own classes
 * below HTTP and after the catalog, as for ours. They do not belong to its
 * interface, so they are imported from their files.
 */
import { dirname, join } from 'node:path';
import { Target } from '../load/startMock';
import { AnswerTimes, entityOf, timesOf } from './answers';
import { SILENT } from './backend';
import { program } from './program';

const FOLDER = dirname(
  require.resolve('@backstage/plugin-kubernetes-backend/package.json'),
);
const own = (file: string) => require(join(FOLDER, 'dist/service', file));

const CUSTOM_RESOURCES = [
  {
    group: 'external-secrets.io',
    apiVersion: 'v1',
    plural: 'externalsecrets',
  },
];

export interface KubernetesPluginInput {
  readonly target: Target;
  readonly namespaces: number;
  readonly count: number;
  /**
   * How many queries run before the timed ones: they connect, and compile the
   * code.
   */
  readonly warmUp: number;
  /**
   * Whether the entity names its namespace, or the query searches all
   * namespaces by label.
   */
  readonly byNamespace: boolean;
  /** Objects that each answer must have. */
  readonly perNamespace: number;
}

program<KubernetesPluginInput, AnswerTimes>(async input => {
  const { target, namespaces, count } = input;
  const { KubernetesFanOutHandler } = own('KubernetesFanOutHandler.cjs.js');
  const { KubernetesClientBasedFetcher } = own('KubernetesFetcher.cjs.js');
  const { KubernetesConnection } = own('KubernetesConnection.cjs.js');
  const cluster = {
    name: 'hub',
    url: target.url,
    caData: Buffer.from(target.ca).toString('base64'),
    authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
    skipMetricsLookup: true,
  };
  const handler = new KubernetesFanOutHandler({
    logger: SILENT,
    fetcher: new KubernetesClientBasedFetcher({
      connection: new KubernetesConnection({ logger: SILENT }),
    }),
    serviceLocator: {
      getClustersByEntity: async () => ({ clusters: [cluster] }),
    },
    customResources: [],
    authStrategy: {
      getCredential: async () => ({
        type: 'bearer token',
        token: target.token,
      }),
    },
  });
  const times: number[] = [];
  for (let index = -input.warmUp; index < count; index += 1) {
    const entity = entityOf(Math.abs(index * 7_919) % namespaces, input);
    const askedAt = performance.now();
    const { items } = await handler.getCustomResourcesByEntity(
      { entity, auth: {}, customResources: CUSTOM_RESOURCES },
      {},
    );
    const ms = performance.now() - askedAt;
    const found = items[0]?.resources[0]?.resources.length;
    if (found !== input.perNamespace) {
      throw new Error(
        `the Kubernetes plugin found ${found} ExternalSecrets, not ${
          input.perNamespace
        }: ${JSON.stringify(items[0]?.errors)}`,
      );
    }
    if (index >= 0) {
      times.push(ms);
    }
  }
  return timesOf(times);
});
