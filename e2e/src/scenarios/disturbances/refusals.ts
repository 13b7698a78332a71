import { untilRefused } from '../cases/untilRefused';
import { Manifest } from '../../acceptance/manifests';
import { Scene } from '../scene';
import { DisturbanceScenario } from '../disturbance';

/** No server listens there. */
const NOWHERE = 'https://127.0.0.1:1/';

/** A webhook for one namespace, of which there is only the configuration. */
function silentWebhook(
  { name, namespace }: Scene,
  apiGroup: string,
  resource: string,
): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: `${name}.example.com`,
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 1,
        clientConfig: { url: NOWHERE },
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': namespace },
        },
        rules: [
          {
            apiGroups: [apiGroup],
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE'],
            resources: [resource],
          },
        ],
      },
    ],
  };
}

/** The namespace may hold so many Secrets; Kubernetes's own controller of quotas, which would write the status, does not run here. */
async function allow(scene: Scene, count: number): Promise<void> {
  const hard = { 'count/secrets': String(count) };
  await scene.apply({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'few', namespace: scene.namespace },
    spec: { hard },
  });
  await scene.cluster.patchStatus(scene.reference('ResourceQuota', 'few'), {
    hard,
    used: { 'count/secrets': '0' },
  });
}

async function allowNone(scene: Scene): Promise<void> {
  await scene.apply(scene.namespaceManifest());
  await allow(scene, 0);
  await untilRefused(scene, 'Secret', 'exceeded quota');
  await scene.apply(scene.distribution());
}

async function refuseSecrets(scene: Scene): Promise<void> {
  await scene.apply(
    scene.namespaceManifest(),
    silentWebhook(scene, '', 'secrets'),
  );
  await untilRefused(scene, 'Secret', 'failed calling webhook');
  await scene.apply(scene.distribution());
}

/** What the API server does not take, though operator, store and distribution are right. */
export const WRITES_REFUSED: DisturbanceScenario = {
  title: 'The cluster refuses a write of the operator',
  phases: [
    {
      begin: async () => {},
      cases: [
        {
          name: 'quota-used-up',
          what: 'A quota of the namespace leaves no room for the Secret',
          script: allowNone,
          expected: {
            state: 'failed',
            cause: 'quota',
            evidence: 'exceeded quota: few',
            summary: 'The ResourceQuota few',
            remedyBy: 'platform',
          },
        },
        {
          name: 'quota-raised',
          what: 'The quota that left no room is raised',
          script: async scene => {
            await allowNone(scene);
            await scene.until('failed');
            await allow(scene, 5);
          },
          expected: { state: 'synced', warnings: [] },
        },
        {
          name: 'secret-webhook-silent',
          what: 'A webhook for every Secret does not answer',
          script: refuseSecrets,
          expected: {
            state: 'failed',
            cause: 'admission',
            evidence: 'failed calling webhook',
            summary: 'The webhook secret-webhook-silent.example.com',
            remedyBy: 'platform',
          },
        },
        {
          name: 'secret-webhook-gone',
          what: 'The webhook that did not answer is removed from the configuration',
          script: async scene => {
            await refuseSecrets(scene);
            await scene.until('failed');
            await scene.remove('ValidatingWebhookConfiguration');
          },
          expected: { state: 'synced', warnings: [] },
        },
        {
          name: 'copy-webhook-silent',
          what: "A webhook for every copy does not answer, as the operator's own webhook with a wrong certificate",
          script: async scene => {
            await scene.apply(
              scene.namespaceManifest(),
              silentWebhook(scene, 'external-secrets.io', 'externalsecrets'),
            );
            await untilRefused(
              scene,
              'ExternalSecret',
              'failed calling webhook',
            );
            await scene.apply(scene.distribution());
          },
          expected: {
            state: 'failed',
            cause: 'admission',
            evidence: 'failed calling webhook',
            remedyBy: 'platform',
          },
        },
      ],
    },
  ],
  end: async ({ cluster }) => {
    for (const name of ['secret-webhook-silent', 'copy-webhook-silent']) {
      await cluster.remove({ kind: 'ValidatingWebhookConfiguration', name });
    }
  },
};
