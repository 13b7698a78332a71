import { DisturbanceScenario } from '../disturbance';

/** What is observed of the cluster is lost, in part or as a whole. */
export const OBSERVATION_LOST: DisturbanceScenario = {
  title: 'The cluster cannot be observed',
  phases: [
    {
      begin: ({ observe }) => observe('without a right'),
      cases: [
        {
          name: 'right-missing',
          what: 'Backstage may not read ClusterExternalSecrets',
          observer: 'without a right',
          prepare: scene => scene.deliver(),
          script: async () => {},
          expected: {
            state: 'unknown',
            cause: 'kind-unreadable',
            warnings: [],
            evidence: 'forbidden',
            remedyBy: 'platform',
            unreadable: ['clusterexternalsecrets'],
          },
        },
      ],
    },
    {
      isSilent: true,
      begin: async ({ platform }) => platform.controlPlane.pauseApiServer(),
      cases: [
        {
          name: 'api-server-stuck',
          what: 'The API server stops answering',
          isMadeByTime: true,
          prepare: scene => scene.deliver(),
          script: async () => {},
          expected: {
            state: 'unknown',
            cause: 'cluster-unobserved',
            warnings: [],
            remedyBy: 'platform',
          },
        },
      ],
    },
    {
      begin: async ({ platform }) => platform.controlPlane.resumeApiServer(),
      cases: [
        {
          name: 'api-server-back',
          what: 'The API server answers again',
          prepare: scene => scene.deliver(),
          script: async () => {},
          expected: { state: 'synced', warnings: [] },
        },
      ],
    },
  ],
  end: async ({ platform }) => platform.controlPlane.resumeApiServer(),
};
