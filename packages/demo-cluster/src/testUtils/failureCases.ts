import { KubernetesObject } from '../apiServer/objects';
import { clusterStore, HUB, secret } from './objects';

/** A failure of the distribution `x` in the namespace `app`, with the status and texts that the real operator gave. */
export interface FailureCase {
  title: string;
  /** Over the spec of the distribution `x`. */
  changes?: Record<string, any>;
  others?: KubernetesObject[];
  ready: { status: string; reason: string; message: string };
  binding: string;
  event: string;
}

/** The stores that the cases refer to, beside the hub's own. */
export const CASE_STORES = [
  clusterStore('denying', {
    conditions: [{ namespaces: ['somewhere-else'] }],
    provider: { kubernetes: { remoteNamespace: HUB } },
  }),
  clusterStore('forbidden', {
    provider: { kubernetes: { remoteNamespace: 'default' } },
  }),
  clusterStore('unreachable', {
    provider: { vault: { server: 'http://127.0.0.1:9' } },
  }),
  clusterStore('otherclass', {
    controller: 'other',
    provider: { fake: { data: [{ key: 'k', value: 'canary-v' }] } },
  }),
  clusterStore('fake', {
    provider: { fake: { data: [{ key: 'k', value: 'canary-v' }] } },
  }),
];

const notRead = {
  status: 'False',
  reason: 'SecretSyncedError',
  message: 'could not get secret data from provider',
};
const notWritten = { ...notRead, message: 'could not update secret' };
const data = (key: string, property: string) => [
  { secretKey: 'token', remoteRef: { key, property } },
];
export const store = (name: string) => ({
  secretStoreRef: { kind: 'ClusterSecretStore', name },
});
const template = (content: object) => ({
  target: { name: 't', template: content },
});
const TEMPLATE_FAILED =
  'could not apply template: could not execute template: could not execute template: unable to execute template at key x: ';

/** Seen on the real operator (0.20.4 and 2.9.0, Kubernetes 1.35.4). */
export const FAILURE_CASES: FailureCase[] = [
  {
    title: 'the source Secret is missing',
    changes: { data: data('nope', 'token') },
    ready: notRead,
    binding: '',
    event:
      'error processing spec.data[0] (key: nope), err: secrets "nope" not found',
  },
  {
    title: 'the property is missing',
    changes: { data: data('github-pat', 'nope') },
    ready: notRead,
    binding: '',
    event:
      'error processing spec.data[0] (key: github-pat), err: property nope does not exist in data of secret "github-pat"',
  },
  {
    title: 'the store is unreachable',
    changes: store('unreachable'),
    ready: notRead,
    binding: '',
    event:
      'error processing spec.data[0] (key: github-pat), err: ClusterSecretStore "unreachable" is not ready',
  },
  {
    title: 'the store may not read Secrets',
    changes: store('forbidden'),
    ready: notRead,
    binding: '',
    event:
      'error processing spec.data[0] (key: github-pat), err: ClusterSecretStore "forbidden" is not ready',
  },
  {
    title: 'the store does not exist',
    changes: store('no-such-store'),
    ready: notRead,
    binding: '',
    event:
      'error processing spec.data[0] (key: github-pat), err: could not get ClusterSecretStore "no-such-store", ClusterSecretStore.external-secrets.io "no-such-store" not found',
  },
  {
    title: "the store's conditions exclude the namespace",
    changes: store('denying'),
    ready: notRead,
    binding: '',
    event:
      'error processing spec.data[0] (key: github-pat), err: using cluster store "denying" is not allowed from namespace "app": denied by spec.condition',
  },
  {
    title: 'the template names an unknown key',
    changes: template({ data: { x: '{{ .nokey }}' } }),
    ready: notWritten,
    binding: '',
    event: `${TEMPLATE_FAILED}unable to execute template at key x: template: x:1:3: executing "x" at <.nokey>: map has no entry for key "nokey"`,
  },
  {
    title: 'the template calls an unknown function',
    changes: template({ data: { x: '{{ .token | nofunc }}' } }),
    ready: notWritten,
    binding: '',
    event: `${TEMPLATE_FAILED}unable to parse template at key x: template: x:1: function "nofunc" not defined`,
  },
  {
    title: 'the template gives bad docker JSON',
    changes: template({
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': 'not json {{ .token }}' },
    }),
    ready: notWritten,
    binding: '',
    event: `Secret "t" is invalid: data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'o' in literal null (expecting 'u')`,
  },
  {
    title: 'the template has an action that is not closed',
    changes: template({ data: { x: '{{ .token' } }),
    ready: notWritten,
    binding: '',
    event: `${TEMPLATE_FAILED}unable to parse template at key x: template: x:1: unclosed action`,
  },
  {
    title: 'the template is in a ConfigMap that is not there',
    changes: template({
      templateFrom: [{ configMap: { name: 'nope', items: [{ key: 'x' }] } }],
    }),
    ready: notWritten,
    binding: '',
    event:
      'could not apply template: error fetching templateFrom data: configmaps "nope" not found',
  },
  {
    title: 'the Secret is to be of a TLS type and has no certificate',
    changes: template({ type: 'kubernetes.io/tls', data: { x: '1' } }),
    ready: notWritten,
    binding: '',
    event:
      'Secret "t" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]',
  },
  {
    title: 'another controller owns the Secret',
    others: [
      {
        ...secret('x', 'app', {}),
        metadata: {
          name: 'x',
          namespace: 'app',
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'Namespace',
              name: 'app',
              uid: 'not-a-real-uid',
              controller: true,
            },
          ],
        },
      },
    ],
    ready: {
      ...notRead,
      message: 'failed to take ownership of target secret',
    },
    binding: 'x',
    event:
      'unable to mutate secret x: could not set controller reference on secret: Object app/x is already owned by another Namespace controller app',
  },
  {
    title: 'an immutable Secret is in the way',
    others: [
      secret('x', 'app', { token: 'canary-older' }, { immutable: true }),
    ],
    ready: {
      ...notRead,
      message: 'could not update secret, target is immutable',
    },
    binding: 'x',
    event: 'unable to update secret x: secret is immutable',
  },
];
