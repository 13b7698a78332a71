import { waitFor } from '@central-secrets/dev-tools';
import { Manifest } from '../../acceptance/manifests';
import { ScriptedCluster } from '../scriptedCluster';
import { Disturbance, DisturbanceScenario } from '../disturbance';

const GROUP = 'external-secrets.io';
const PLURALS = [
  'externalsecrets',
  'clusterexternalsecrets',
  'clustersecretstores',
  'secretstores',
] as const;

const SOON = { own: { refreshTime: '5s' } };

const definition = (plural: string) => ({
  kind: 'CustomResourceDefinition',
  name: `${plural}.${GROUP}`,
});

async function removeDefinitions(
  cluster: ScriptedCluster,
  plurals: readonly string[],
): Promise<void> {
  for (const plural of plurals) {
    await cluster.remove(definition(plural));
  }
  for (const plural of plurals) {
    await waitFor(async () => !(await cluster.find(definition(plural))), {
      reason: `the definition of ${plural} to be gone`,
    });
  }
}

/** Serves these versions of the operator's four kinds, and no others; returns when discovery says so. */
async function serve(
  cluster: ScriptedCluster,
  versions: readonly string[],
): Promise<void> {
  for (const plural of PLURALS) {
    const found = await cluster.find(definition(plural));
    await cluster.patch(definition(plural), {
      spec: {
        versions: found!.spec.versions.map((version: { name: string }) => ({
          ...version,
          served: versions.includes(version.name),
        })),
      },
    });
  }
  await waitFor(
    async () => {
      const served = await Promise.all(
        ['v1', 'v1beta1'].map(async version => {
          const list = await cluster.read(`/apis/${GROUP}/${version}`);
          const names = (list?.resources ?? []).map(
            ({ name }: { name: string }) => name,
          );
          return PLURALS.every(plural => names.includes(plural)) ===
            versions.includes(version)
            ? true
            : undefined;
        }),
      );
      return served.every(Boolean);
    },
    { reason: `the API server to serve ${versions}` },
  );
}

/** Installs everything that was removed, including the hub. */
async function restore({ platform }: Disturbance): Promise<void> {
  await platform.restoreHub();
}

/** The operator's resource definitions are removed, and put back. */
export const DEFINITIONS_REMOVED: DisturbanceScenario = {
  title: 'CRDs are removed and installed again',
  phases: [
    {
      begin: ({ cluster }) => removeDefinitions(cluster, ['externalsecrets']),
      cases: [
        {
          name: 'copies-undefined',
          what: 'The CRD of ExternalSecrets is removed, and all copies with it',
          prepare: scene => scene.deliver(SOON),
          script: async () => {},
          expected: {
            state: 'unknown',
            cause: 'kind-unreadable',
            warnings: [],
            evidence: 'not-installed',
            remedyBy: 'platform',
            unreadable: ['externalsecrets'],
          },
        },
      ],
    },
    {
      begin: restore,
      cases: [
        {
          name: 'copies-defined-again',
          what: 'The CRD of ExternalSecrets is installed again, and the operator creates the copies again',
          prepare: scene => scene.deliver(SOON),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
    {
      begin: ({ cluster }) => removeDefinitions(cluster, PLURALS),
      cases: [
        {
          name: 'all-undefined',
          what: 'All CRDs of the operator are removed, and the distributions with them: all rows disappear, and the tab says that deliveries are unknown',
          prepare: scene => scene.deliver(),
          script: async () => {},
          expected: { state: 'absent', unreadable: PLURALS },
        },
      ],
    },
    {
      begin: restore,
      cases: [
        {
          name: 'all-defined-again',
          what: 'The CRDs are installed again, and the distribution is created again',
          prepare: scene => scene.deliver(),
          script: scene => scene.apply(scene.distribution()),
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
  ],
  end: restore,
};

/** The operator is upgraded: other versions of its definitions are served. */
export const VERSIONS_MOVED: DisturbanceScenario = {
  title: 'The operator is upgraded',
  phases: [
    {
      begin: ({ cluster }) => serve(cluster, ['v1', 'v1beta1']),
      cases: [
        {
          name: 'both-versions',
          what: 'v1beta1 is served beside v1',
          script: scene => scene.request(),
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
    {
      begin: async ({ platform, cluster, observe }) => {
        await platform.operator.stop();
        await serve(cluster, ['v1beta1']);
        await observe('begun late');
      },
      cases: [
        {
          name: 'old-version-only',
          what: 'Only v1beta1 is served, as before version 0.16, and the operator is being replaced: a team declares an ExternalSecret',
          delivery: { declared: 'own' },
          prepare: scene => scene.apply(scene.namespaceManifest({})),
          script: scene => scene.apply(asBeta(scene.externalSecret('own'))),
          expected: { state: 'pending', warnings: [] },
        },
        {
          name: 'old-version-begun-late',
          what: 'Backstage starts while only v1beta1 is served',
          observer: 'begun late',
          prepare: scene => scene.deliver(),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
    {
      begin: async ({ platform, cluster }) => {
        await serve(cluster, ['v1']);
        await platform.operator.start();
      },
      cases: [
        {
          name: 'new-version-only',
          what: 'Only v1 is served, and the new operator runs: a namespace requests it',
          script: scene => scene.request(),
          expected: { state: 'synced', warnings: [] },
        },
        {
          name: 'new-version-known-late',
          what: 'Backstage started while only v1beta1 was served, and now only v1 is served: a namespace requests it',
          observer: 'begun late',
          script: scene => scene.request(),
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
  ],
  end: async ({ platform, cluster }) => {
    await serve(cluster, ['v1']);
    await platform.operator.start();
  },
};

function asBeta(manifest: Manifest): Manifest {
  return { ...manifest, apiVersion: `${GROUP}/v1beta1` };
}
