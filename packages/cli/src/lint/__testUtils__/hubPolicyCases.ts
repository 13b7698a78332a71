import type { RuleCase } from './ruleCases';

/** The parameters of the hub's policies, with some of them changed. */
const ACCESS = (data = '{}') => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: central-secrets-access, namespace: central-secret-store }
data: ${data}
`;

const store = (provider: string) => `---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: mine, namespace: team-a }
spec:
  provider:
    ${provider}
`;

const OWN = 'kubernetes: { auth: { serviceAccount: { name: default } } }';

const generator = (kind: string, spec: string) => `---
apiVersion: generators.external-secrets.io/v1alpha1
kind: ${kind}
metadata: { name: mine, namespace: team-a }
spec:
  ${spec}
`;

const external = (reference: string, metadata = '', template = '{}') => `---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: mine, namespace: team-a${metadata} }
spec:
  secretStoreRef: ${reference}
  data: [{ secretKey: a, remoteRef: { key: a } }]
  target:
    template:
      ${template}
`;

/** A hub owner's, with a text of the team. */
const DISTRIBUTION = `---
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: { name: mine }
spec:
  externalSecretSpec:
    target:
      template:
        templateFrom: [{ configMap: { name: a } }]
`;

const push = (reference: string) => `---
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: { name: mine, namespace: team-a }
spec:
  selector: { secret: { name: mine } }
  secretStoreRefs:
    - ${reference}
`;

const HUB = '{ kind: ClusterSecretStore, name: central-secret-store }';
const OTHER = '{ kind: SecretStore, name: mine }';
const READS = `data: { a: '{{ getSecretKey "a" "b" "c" }}' }`;

const IDENTITY =
  'the operator would use its own identity, or one that cannot be checked';

const refusedBy = (policy: string, remedy: string) =>
  `The policy central-secrets-${policy} refuses it, unless a hub owner writes it: ${remedy}`;

const STORE_REFUSED = refusedBy(
  'team-stores',
  'name a credential of your own, or ask the platform team',
);
const TEMPLATE_REFUSED = `such a template could read any Secret of the cluster. ${refusedBy(
  'team-templates',
  'leave it out, or ask the platform team',
)}`;
const PUSH_REFUSED = `a push to the hub replaces a central credential everywhere. ${refusedBy(
  'hub-pushes',
  'name a store that is not of the hub',
)}`;

/** Cases of the rules that say what the hub's policies refuse. */
export const HUB_POLICY_CASES: Readonly<Record<string, readonly RuleCase[]>> = {
  'store-refused': [
    {
      bad: store(`kubernetes: { authRef: {}, auth: { token: {} } }`),
      at: '    kubernetes',
      message: `kubernetes.authRef: ${IDENTITY}. ${STORE_REFUSED}`,
      good: [
        store(OWN),
        store('vault: { auth: { tokenSecretRef: {} } }'),
        // A platform's own may be anything.
        store('kubernetes: { authRef: {} }')
          .replace('SecretStore', 'ClusterSecretStore')
          .replace(', namespace: team-a', ''),
      ],
    },
    {
      bad: `${ACCESS()}${store('fake: { data: [] }')}`,
      at: '    fake',
      severity: 'error',
      message: `fake (not among the team-store-providers): ${IDENTITY}. ${STORE_REFUSED}`,
      good: [
        `${ACCESS('{ team-store-providers: fake }')}${store(
          'fake: { data: [] }',
        )}`,
      ],
    },
    {
      bad: store('kubernetes: { remoteNamespace: vault, auth: {} }'),
      at: '    kubernetes',
      settings: { protectedNamespaces: ['vault'] },
      message: `kubernetes.remoteNamespace vault: ${IDENTITY}. ${STORE_REFUSED}`,
    },
  ],
  'generator-refused': [
    {
      bad: generator('ECRAuthorizationToken', 'region: eu-west-1'),
      at: 'spec:',
      message: `auth without secretRef or jwt.serviceAccountRef: ${IDENTITY}. ${refusedBy(
        'team-generators',
        'name a credential of your own, or ask the platform team',
      )}`,
      good: [
        generator('ECRAuthorizationToken', 'auth: { secretRef: {} }'),
        generator('Password', 'length: 20'),
        generator('ClusterGenerator', 'kind: Webhook'),
      ],
    },
    {
      bad: `${ACCESS()}${generator('Webhook', 'url: https://example.com')}`,
      at: 'kind: Webhook',
      severity: 'error',
      message: `webhooks (not among the team-generators): ${IDENTITY}. ${refusedBy(
        'team-generators',
        'name a credential of your own, or ask the platform team',
      )}`,
    },
  ],
  'template-refused': [
    {
      bad: external(OTHER, '', READS),
      at: '      data: { a',
      message: `getSecretKey: ${TEMPLATE_REFUSED}`,
      good: [external(OTHER, '', `data: { a: '{{ .a | upper }}' }`)],
    },
    {
      bad: `${ACCESS()}${external(
        OTHER,
        '',
        'templateFrom: [{ configMap: { name: a } }]',
      )}`,
      at: '      templateFrom',
      severity: 'error',
      message: `templateFrom a ConfigMap or Secret: ${TEMPLATE_REFUSED}`,
      good: [
        `${ACCESS('{ templates-from-objects: allowed }')}${external(
          OTHER,
          '',
          'templateFrom: [{ configMap: { name: a } }]',
        )}`,
        DISTRIBUTION,
      ],
    },
    {
      bad: `${ACCESS()}${DISTRIBUTION}`,
      at: '        template',
      severity: 'error',
      message: `templateFrom a ConfigMap or Secret: ${TEMPLATE_REFUSED}`,
    },
  ],
  'push-to-hub': [
    {
      bad: push(HUB),
      at: '    - { kind',
      message: `ClusterSecretStore central-secret-store: ${PUSH_REFUSED}`,
      good: [
        push(OTHER),
        push('{ kind: ClusterSecretStore, name: vault-backend }'),
      ],
    },
    {
      bad: `${ACCESS()}${push(
        '{ kind: ClusterSecretStore, labelSelector: {} }',
      )}`,
      at: '    - { kind',
      severity: 'error',
      message: `cluster-wide stores that are selected by their labels: ${PUSH_REFUSED}`,
    },
  ],
  'hub-read-directly': [
    {
      bad: external(HUB),
      at: '  secretStoreRef',
      message: `ClusterSecretStore central-secret-store: it would be read past every distribution. ${refusedBy(
        'hub-store',
        'ask for a distribution by its request label',
      )}`,
      good: [
        external(OTHER),
        external(
          HUB,
          ', ownerReferences: [{ kind: ClusterExternalSecret, controller: true }]',
        ),
        `${ACCESS('{ hub-stores: other }')}${external(HUB)}`,
      ],
    },
    {
      bad: `${ACCESS('{ hub-stores: vault-backend }')}${external(
        '{ kind: ClusterSecretStore, name: vault-backend }',
      )}`,
      at: '  secretStoreRef',
      severity: 'error',
      message: `ClusterSecretStore vault-backend: it would be read past every distribution. ${refusedBy(
        'hub-store',
        'ask for a distribution by its request label',
      )}`,
    },
  ],
};
