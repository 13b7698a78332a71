import { ScenarioCase } from '../scenario';
import { untilRefused } from './untilRefused';

function template(data: Readonly<Record<string, string>>, type?: string) {
  return { target: { template: { type, data } } };
}

/** What the policies of these cases say. */
const REFUSAL = 'not in this namespace';

/** A policy that refuses what one namespace is to get. */
function refusingPolicy(name: string, namespace: string, resource: string) {
  const group = resource === 'secrets' ? '' : 'external-secrets.io';
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [group],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: [resource],
            },
          ],
        },
        validations: [
          {
            expression: `object.metadata.namespace != '${namespace}'`,
            message: REFUSAL,
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

/** The causes of `failed` that lie in what is to be written. */
export const TARGET_CASES: readonly ScenarioCase[] = [
  {
    name: 'template-unknown-key',
    what: 'The template uses a key that the source does not have',
    script: scene => scene.request(template({ x: '{{ .nokey }}' })),
    expected: {
      state: 'failed',
      cause: 'template',
      evidence: 'map has no entry for key "nokey"',
    },
  },
  {
    name: 'template-unknown-function',
    what: 'The template calls a function that does not exist',
    script: scene => scene.request(template({ x: '{{ .token | nofunc }}' })),
    expected: {
      state: 'failed',
      cause: 'template',
      evidence: 'function "nofunc" not defined',
    },
  },
  {
    name: 'template-unclosed',
    what: 'The template has an action that is not closed',
    script: scene => scene.request(template({ x: '{{ .token' })),
    expected: {
      state: 'failed',
      cause: 'template',
      evidence: 'unclosed action',
    },
  },
  {
    name: 'template-source-missing',
    what: 'The template is in a ConfigMap that does not exist',
    script: scene =>
      scene.request({
        target: {
          template: {
            templateFrom: [
              { configMap: { name: 'nope', items: [{ key: 'x' }] } },
            ],
          },
        },
      }),
    expected: { state: 'failed', cause: 'template', evidence: 'nope' },
  },
  {
    name: 'invalid-docker-json',
    what: 'The template renders a registry login that is not JSON',
    script: scene =>
      scene.request(
        template(
          { '.dockerconfigjson': 'not json {{ .token }}' },
          'kubernetes.io/dockerconfigjson',
        ),
      ),
    expected: {
      state: 'failed',
      cause: 'invalid-secret',
      evidence: 'is invalid: data[.dockerconfigjson]: Invalid value',
    },
  },
  {
    name: 'invalid-tls',
    what: 'The Secret has a TLS type and no certificate',
    script: scene =>
      scene.request(template({ x: '{{ .token }}' }, 'kubernetes.io/tls')),
    expected: {
      state: 'failed',
      cause: 'invalid-secret',
      evidence: 'data[tls.crt]: Required value',
    },
  },
  {
    name: 'invalid-key',
    what: 'The template renders a key that Kubernetes does not allow in a Secret',
    script: scene => scene.request(template({ 'not a key': '{{ .token }}' })),
    expected: {
      state: 'failed',
      cause: 'invalid-secret',
      evidence: 'data[not a key]: Invalid value',
    },
  },
  {
    name: 'type-changed',
    what: 'The type of the Secret is changed, which Kubernetes does not allow',
    script: async scene => {
      await scene.deliver(template({ x: '{{ .token }}' }, 'example.org/one'));
      await scene.patchExternalSecretSpec({
        target: { template: { type: 'example.org/other' } },
      });
    },
    expected: {
      state: 'failed',
      cause: 'invalid-secret',
      warnings: ['earlier-copy-in-place'],
      evidence: 'field is immutable',
    },
  },
  {
    name: 'template-corrected',
    what: 'A template that failed is corrected',
    script: async scene => {
      await scene.request(template({ x: '{{ .nokey }}' }));
      await scene.until('failed');
      await scene.patchExternalSecretSpec({
        target: { template: { data: { x: '{{ .token }}' } } },
      });
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'immutable-target',
    what: 'An immutable Secret with the same name exists',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.secret(scene.name, { immutable: true }),
        scene.distribution(),
      );
    },
    expected: {
      state: 'failed',
      cause: 'target-immutable',
      evidence: 'secret is immutable',
      remedyBy: 'developer',
    },
  },
  {
    name: 'immutable-target-deleted',
    what: 'The immutable Secret with the same name is deleted',
    script: async scene => {
      await scene.apply(
        scene.namespaceManifest(),
        scene.secret(scene.name, { immutable: true }),
        scene.distribution({ spec: { refreshInterval: '3s' } }),
      );
      await scene.until('failed');
      await scene.remove('Secret');
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'admission-secret',
    what: 'A policy of the cluster refuses the Secret',
    script: async scene => {
      await scene.apply(
        ...refusingPolicy('no-secret', scene.namespace, 'secrets'),
        scene.namespaceManifest(),
      );
      await untilRefused(scene, 'Secret', REFUSAL);
      await scene.apply(scene.distribution());
    },
    expected: {
      state: 'failed',
      cause: 'admission',
      evidence: REFUSAL,
    },
  },
  {
    name: 'admission-copy',
    what: 'A policy of the cluster refuses the copy itself',
    script: async scene => {
      await scene.apply(
        ...refusingPolicy('no-copy', scene.namespace, 'externalsecrets'),
        scene.namespaceManifest(),
      );
      await untilRefused(scene, 'ExternalSecret', REFUSAL);
      await scene.apply(scene.distribution());
    },
    expected: {
      state: 'failed',
      cause: 'admission',
      evidence: 'could not create or update ExternalSecret',
    },
  },
  {
    name: 'selector-invalid',
    what: "The distribution's selector has an operator that does not exist",
    script: scene =>
      scene.request({
        selector: {
          matchExpressions: [
            { key: 'secrets/selector-invalid', operator: 'Resembles' },
          ],
        },
      }),
    expected: {
      state: 'failed',
      cause: 'selector-invalid',
      evidence: 'failed to convert label selector',
    },
  },
];
