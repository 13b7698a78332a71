import { apiVersionOf, CORE_GROUP, RESOURCES } from './resources';

/** The Kubernetes version that the demo cluster says it is. */
const VERSION = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.4+demo-cluster',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: '',
};

/** Every group but the core, with its versions, the preferred one first. */
const GROUPS = [...new Set(RESOURCES.map(({ group }) => group))]
  .filter(name => name !== CORE_GROUP)
  .map(name => {
    const served = RESOURCES.filter(({ group }) => group === name);
    const versions = [...new Set(served.map(({ version }) => version))].map(
      version => ({ groupVersion: `${name}/${version}`, version }),
    );
    return { name, versions, preferredVersion: versions[0] };
  });

const ALL_VERBS = [
  'create',
  'delete',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** The discovery documents, by path. */
export const DISCOVERY: Readonly<Record<string, object>> = {
  '/version': VERSION,
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/api/v1': resourceList(CORE_GROUP, 'v1'),
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS },
  ...Object.fromEntries(
    GROUPS.flatMap(group => [
      [`/apis/${group.name}`, { kind: 'APIGroup', apiVersion: 'v1', ...group }],
      ...group.versions.map(({ groupVersion, version }) => [
        `/apis/${groupVersion}`,
        resourceList(group.name, version),
      ]),
    ]),
  ),
};

function resourceList(ofGroup: string, ofVersion: string): object {
  const resources = RESOURCES.filter(
    ({ group, version }) => group === ofGroup && version === ofVersion,
  );
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(resources[0]),
    resources: resources.flatMap(resource => {
      const { plural, singular, kind, namespaced, shortNames } = resource;
      const common = { namespaced, kind };
      return [
        {
          name: plural,
          singularName: singular,
          ...common,
          verbs: ALL_VERBS,
          ...(shortNames.length > 0 && { shortNames }),
        },
        ...(resource.hasStatus
          ? [
              {
                name: `${plural}/status`,
                singularName: '',
                ...common,
                verbs: ['get', 'patch', 'update'],
              },
            ]
          : []),
      ];
    }),
  };
}
