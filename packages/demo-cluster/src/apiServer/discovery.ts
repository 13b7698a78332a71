import {
  apiVersionOf,
  CORE_GROUP,
  EXTERNAL_SECRETS_GROUP,
  RESOURCES,
} from './resources';

/** The Kubernetes version that the demo cluster says it is. */
export const VERSION = {
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

const group = {
  name: EXTERNAL_SECRETS_GROUP,
  versions: [{ groupVersion: `${EXTERNAL_SECRETS_GROUP}/v1`, version: 'v1' }],
  preferredVersion: {
    groupVersion: `${EXTERNAL_SECRETS_GROUP}/v1`,
    version: 'v1',
  },
};

const ALL_VERBS = [
  'create',
  'delete',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** What can be asked for, by path. */
export const DISCOVERY: Readonly<Record<string, object>> = {
  '/version': VERSION,
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/api/v1': resourceList(CORE_GROUP),
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] },
  [`/apis/${EXTERNAL_SECRETS_GROUP}`]: {
    kind: 'APIGroup',
    apiVersion: 'v1',
    ...group,
  },
  [`/apis/${EXTERNAL_SECRETS_GROUP}/v1`]: resourceList(EXTERNAL_SECRETS_GROUP),
};

function resourceList(ofGroup: string): object {
  const resources = RESOURCES.filter(({ group: name }) => name === ofGroup);
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
