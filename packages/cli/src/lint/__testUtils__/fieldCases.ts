import { externalSecret } from './externalSecret';
import type { RuleCase } from './ruleCases';

const distribution = (spec: string, name = 'pull', more = '') =>
  `apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: { name: ${name} }
spec:
  namespaceSelectors: [{ matchLabels: { secrets/pull: 'true' } }]
${more}  externalSecretSpec:
    secretStoreRef: { kind: ClusterSecretStore, name: vault }
    ${spec}
`;

const DATA = 'data: [{ secretKey: a, remoteRef: { key: a } }]';

const spec = (text: string) => externalSecret({ spec: `  ${text}` });

const rewrite = (source: string, target: string) =>
  spec(
    `dataFrom: [{ extract: { key: a }, rewrite: [{ regexp: { source: '${source}', target: '${target}' } }] }]`,
  );

const store = (provider: string, more = '') =>
  `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec:
${more}  provider: ${provider}
`;

const VAULT = (reference: string) =>
  `{ vault: { server: https://vault.example.com, auth: { tokenSecretRef: { name: a, key: b${reference} } } } }`;

const push = (text: string) => `apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: { name: ca, namespace: shop }
spec:
  ${text}
`;

const SOURCE = 'selector: { secret: { name: ca } }';
const STORES = 'secretStoreRefs: [{ name: vault }]';
const PUSHED =
  'data: [{ match: { secretKey: a, remoteRef: { remoteKey: a, property: x } } }';

const CLUSTER_STORES =
  'secretStoreRefs: [{ kind: ClusterSecretStore, name: vault }]';

/** A push to a path of internal distribution. */
const internal = (
  remoteKey: string,
  property: string,
  stores = CLUSTER_STORES,
  source = SOURCE,
) =>
  push(
    `${source}
  ${stores}
  data: [{ match: { secretKey: a, remoteRef: { remoteKey: ${remoteKey}, property: ${property} } } }]`,
  );

const login = (text: string) =>
  externalSecret({
    template: `{ type: kubernetes.io/dockerconfigjson, data: { .dockerconfigjson: '${text}' } }`,
  });

const template = (text: string) =>
  externalSecret({ template: `{ data: { a: '${text}' } }` });

const generator = (interval: string, kind: string, apiVersion = 'v1alpha1') =>
  spec(
    `dataFrom: [{ sourceRef: { generatorRef: { apiVersion: generators.external-secrets.io/${apiVersion}, kind: ${kind}, name: a } } }]`,
  ).replace('1h', interval);

const unknown = (field: string, advice: string, operator = '2.9') =>
  `External Secrets Operator ${operator} has no field "${field}" here, and the API server drops it: ${advice}`;

const refused = (field: string, advice: string) =>
  `External Secrets Operator 2.9 does not accept this ${field}: ${advice}`;

/** Cases that work in real repositories brought up. */
export const FIELD_CASES: Readonly<Record<string, readonly RuleCase[]>> = {
  'field-unknown': [
    {
      bad: externalSecret().replace('refreshInterval', 'refreshinterval'),
      at: '  refreshinterval',
      message: unknown('refreshinterval', 'did you mean refreshInterval?'),
      good: [externalSecret()],
    },
    {
      bad: distribution(`${DATA}\n    target: { creationPolicyOwner: Owner }`),
      at: '    target',
      message: unknown('creationPolicyOwner', 'did you mean creationPolicy?'),
    },
    {
      bad: externalSecret({ target: 'a, type: Opaque' }),
      at: '  target',
      message: unknown('type', 'move it below "template"'),
    },
    {
      bad: spec('dataFrom: [{ extract: { key: a, rewrite: [] } }]'),
      at: '  dataFrom',
      message: unknown('rewrite', 'move it one level up'),
    },
    {
      // It may be a field of an operator that is newer than the known ones.
      bad: externalSecret({ target: 'a, somethingNew: {}' }),
      at: '  target',
      severity: 'warning',
      message: unknown(
        'somethingNew',
        'remove it, unless your operator is newer than 2.9',
      ),
    },
    {
      bad: externalSecret({
        target: 'a, manifest: { apiVersion: v1, kind: ConfigMap }',
      }),
      at: '  target',
      settings: { operatorVersion: '0.20' },
      message: unknown('manifest', 'versions 1.0 to 2.9 have it', '0.20'),
    },
  ],
  'field-missing': [
    {
      bad: spec('data: [{ secretKey: a, remoteRef: { property: b } }]'),
      at: '  data',
      message:
        'the field key is missing in spec.data.0.remoteRef, and the API server refuses the object: add it',
    },
  ],
  'field-value-invalid': [
    {
      bad: spec(
        'data: [{ secretKey: a, remoteRef: { key: b, decodingStrategy: base64 } }]',
      ),
      at: '  data',
      message: refused('decodingStrategy', 'did you mean Base64?'),
    },
    {
      bad: spec(`refreshPolicy: Always\n  ${DATA}`),
      at: '  refreshPolicy',
      message: refused('refreshPolicy', 'use CreatedOnce, Periodic, OnChange'),
      good: [spec(`refreshPolicy: \${POLICY}\n  ${DATA}`)],
    },
    {
      bad: store(
        `${VAULT(', namespace: c').slice(0, -2)}, fake: { data: [] } }`,
      ),
      at: '  provider',
      message:
        'provider must have at most 1 field, and has 2: the API server refuses the object',
    },
    {
      bad: externalSecret({ target: 'a, immutable: "true"' }),
      at: '  target',
      message:
        'immutable must be true or false, without quotes: the API server refuses the object',
    },
  ],
  'name-too-long': [
    {
      bad: distribution(DATA, 'a'.repeat(60)),
      at: 'metadata',
      severity: 'warning',
      message:
        'the name has 60 characters, and operators before 2.14 then provision it nowhere: use at most 59',
      good: [distribution(DATA, 'a'.repeat(59))],
    },
    {
      bad: distribution(DATA, 'a'.repeat(60)),
      at: 'metadata',
      settings: { operatorVersion: '2.9' },
      message:
        'the name has 60 characters, and operators before 2.14 then provision it nowhere: use at most 59',
    },
  ],
  'label-invalid': [
    {
      bad: externalSecret({
        template: '{ metadata: { labels: { a: "not ok" } } }',
      }),
      at: '  target',
      message:
        'the value of a is not a label value: use up to 63 letters, digits, "-", "_" and ".", or an annotation',
      good: [
        externalSecret({
          template:
            '{ metadata: { labels: { a: "{{ .a }} x" }, annotations: { a: "not ok" } } }',
        }),
      ],
    },
    {
      bad: externalSecret({
        template: '{ metadata: { annotations: { "a b": "c" } } }',
      }),
      at: '  target',
      message:
        '"a b" is not a key of annotations: use an optional domain and "/", and up to 63 letters, digits, "-", "_" and "."',
    },
    {
      bad: externalSecret().replace(' }\nspec', ', labels: { a: 1 } }\nspec'),
      at: 'metadata',
      message: 'the value of a is not a text: write it in quotes',
    },
  ],
  'store-reference-incomplete': [
    {
      bad: store(VAULT('')),
      at: '  provider',
      message:
        'the reference names no namespace, so each ExternalSecret looks for it in its own: add namespace, unless every namespace has one of its own on purpose',
      good: [
        store(VAULT(', namespace: c')),
        store(VAULT('')).replace('ClusterSecretStore', 'SecretStore'),
      ],
    },
    {
      bad: `${store(VAULT(', namespace: c'))}---\n${externalSecret().replace(
        'kind: ClusterSecretStore, ',
        '',
      )}`,
      at: '  secretStoreRef',
      message:
        'without a kind this names the SecretStore vault, and the files have a ClusterSecretStore of that name: write kind: ClusterSecretStore',
    },
  ],
  'regexp-invalid': [
    {
      bad: spec('dataFrom: [{ find: { name: { regexp: "^(?!test).*" } } }]'),
      at: '  dataFrom',
      message:
        'the operator cannot compile the regular expression: Go has no look-ahead and no look-behind, so write what is to match',
      good: [spec('dataFrom: [{ find: { name: { regexp: "^test.*" } } }]')],
    },
    {
      bad: rewrite('(.*', '$1'),
      at: '  dataFrom',
      message:
        'the operator cannot compile the regular expression: close every bracket, and escape those that stand for themselves',
    },
    {
      bad: store(
        VAULT(', namespace: c'),
        '  conditions: [{ namespaceRegexes: ["team-(?!old)"] }]\n',
      ),
      at: '  conditions',
      message:
        'the operator cannot compile the regular expression: Go has no look-ahead and no look-behind, so write what is to match',
    },
  ],
  'rewrite-group-unknown': [
    {
      bad: rewrite('^(.*)$', '$1_shop'),
      at: '  dataFrom',
      message:
        '$1_shop means the group named "1_shop", which does not exist, and gives nothing: write ${1}_shop',
      good: [
        rewrite('^(.*)$', '${1}_shop'),
        rewrite('^(.*)$', '$1-shop'),
        rewrite('^(?P<name>.*)$', 'shop_$name'),
        rewrite('^.*$', 'price_$$1_a'),
      ],
    },
    {
      bad: rewrite('^(?:.*)$', 'a-$1'),
      at: '  dataFrom',
      message:
        'the expression has no group 1, so $1 gives nothing: name one that it has',
    },
  ],
  'generator-reference-invalid': [
    {
      bad: generator('30m', 'ECRAuthorizationToken', 'v1beta1'),
      at: '  dataFrom',
      message:
        'there are no generators in generators.external-secrets.io/v1beta1: write apiVersion: generators.external-secrets.io/v1alpha1',
      good: [generator('30m', 'ECRAuthorizationToken')],
    },
    {
      bad: distribution(
        'dataFrom: [{ sourceRef: { generatorRef: { kind: ECRAuthorizationToken, name: a } } }]',
      ),
      at: '    dataFrom',
      severity: 'warning',
      message:
        'each selected namespace needs ECRAuthorizationToken a of its own: make a ClusterGenerator of it, and name that',
      good: [
        distribution(
          'dataFrom: [{ sourceRef: { generatorRef: { kind: ClusterGenerator, name: a } } }]',
        ),
      ],
    },
  ],
  'generated-expires': [
    {
      bad: generator('24h', 'GithubAccessToken'),
      at: '  refreshInterval',
      message:
        'what GithubAccessToken makes lives 1 h, and is not refreshed before that: write a refreshInterval such as 30m',
      good: [
        generator('30m', 'GithubAccessToken'),
        generator('24h', 'Password'),
      ],
    },
  ],
  'secret-key-invalid': [
    {
      bad: spec('data: [{ secretKey: "a b", remoteRef: { key: a } }]'),
      at: '  data',
      message:
        '"a b" is not a key of a Secret: use letters, digits, "-", "_" and "."',
      good: [spec('data: [{ secretKey: "${KEY}", remoteRef: { key: a } }]')],
    },
  ],
  'fetched-unused': [
    {
      bad: externalSecret({
        template: `{ data: { a: '{{ .a }}' } }`,
        spec: '  data: [{ secretKey: a, remoteRef: { key: a } }, { secretKey: tls-b, remoteRef: { key: b } }]',
      }),
      at: '  data',
      message: `tls-b is fetched and does not arrive, because the template does not read it: add it to target.template.data as '{{ index . "tls-b" }}', write mergePolicy: Merge, or remove the entry`,
      good: [
        externalSecret({
          template: `{ mergePolicy: Merge, data: { a: 'x' } }`,
          spec: `  ${DATA}`,
        }),
        externalSecret({
          template: `{ data: { all: '{{ toJson . }}' } }`,
          spec: `  ${DATA}`,
        }),
        externalSecret({
          template: `{ data: { a: '{{ index . "a" }}' } }`,
          spec: `  ${DATA}`,
        }),
      ],
    },
  ],
  'template-function-risky': [
    {
      bad: template('{{ fail "no" }}'),
      at: '  target',
      message:
        'operators since 2.12 do not have the function fail, and the template fails: leave it out',
      good: [template('{{ .fail }}'), template('{{ "fail" }}')],
    },
    {
      bad: template('{{ getHostByName .host }}'),
      at: '  target',
      message:
        'do not use getHostByName: it sends values to a name server (CVE-2026-34984), and newer operators do not have it: leave it out',
    },
  ],
  'registry-login-invalid': [
    {
      bad: login('{"token": {{ .token | toJson }}}'),
      at: '  target',
      message:
        'the API server takes it, and no container runtime can log in with it, because it has no "auths": write {"auths": {"ghcr.io": {"username": {{ .username | toJson }}, "password": {{ .password | toJson }}}}}',
      good: [
        login('{"auths": {"ghcr.io": {"auth": {{ .auth | toJson }}}}}'),
        login('{{ .config }}'),
      ],
    },
    {
      bad: login('{"auths": {"ghcr.io": {"username": {{ .user | toJson }}}}}'),
      at: '  target',
      message:
        'the API server takes it, and no container runtime can log in with it, because a registry has neither "auth" nor "username" and "password": write {"auths": {"ghcr.io": {"username": {{ .username | toJson }}, "password": {{ .password | toJson }}}}}',
    },
  ],
  'json-value-unquoted': [
    {
      bad: login(
        '{"auths": {"{{ .host }}": {"username": "{{ .user }}", "password": "{{ .password }}"}}}',
      ),
      at: '  target',
      message:
        'a quote or a backslash in a value breaks the JSON: write {{ .user | toJson }}, {{ .password | toJson }} without quotes around them',
      good: [
        login(
          '{"auths": {"ghcr.io": {"auth": "{{ printf "%s:%s" .user .password | b64enc }}"}}}',
        ),
        template('{"host": "{{ .host }}"}'),
      ],
    },
  ],
  'immutable-refreshed': [
    {
      bad: externalSecret({ target: 'a, immutable: true' }),
      at: '  target',
      message:
        'the Secret is immutable and refreshed: a change at the source does not reach it, and the operator still reports SecretSynced: write refreshPolicy: CreatedOnce, or leave immutable out',
      good: [
        externalSecret({ target: 'a, immutable: true' }).replace('1h', '"0s"'),
      ],
    },
  ],
  'argocd-prunes': [
    {
      bad: distribution(
        DATA,
        'pull',
        '  externalSecretMetadata: { labels: { app.kubernetes.io/instance: a } }\n',
      ),
      at: '  externalSecretMetadata',
      message:
        'the operator copies app.kubernetes.io/instance to the Secret, and Argo CD then may prune it again and again: write target.template.metadata in externalSecretSpec with the labels that the Secret shall have, such as labels: {}',
      good: [
        // Helm charts set it, too.
        externalSecret().replace(
          ' }\nspec',
          ', labels: { app.kubernetes.io/instance: a } }\nspec',
        ),
      ],
    },
  ],
  'argocd-drift': [
    {
      bad: spec(DATA),
      at: '  data',
      settings: { gitops: 'argocd' },
      message:
        'Argo CD may show this as OutOfSync, because the API server adds fields: write conversionStrategy: Default, decodingStrategy: None, metadataPolicy: None',
      good: [
        spec(
          'data: [{ secretKey: a, remoteRef: { key: a, conversionStrategy: Default, decodingStrategy: None, metadataPolicy: None } }]',
        ),
      ],
    },
  ],
  'push-secret-invalid': [
    {
      bad: push(`selector: {}\n  ${STORES}\n  ${PUSHED}]`),
      at: '  selector',
      message:
        'the selector names no source: write selector.secret.name, or selector.generatorRef',
      good: [push(`${SOURCE}\n  ${STORES}\n  ${PUSHED}]`)],
    },
    {
      bad: push(`${SOURCE}\n  secretStoreRefs: []\n  ${PUSHED}]`),
      at: '  secretStoreRefs',
      message:
        'no store is named to push to: write secretStoreRefs with kind and name',
    },
  ],
  'push-target-duplicate': [
    {
      bad: push(`${SOURCE}\n  ${STORES}\n  ${PUSHED}, ${PUSHED.slice(7)}]`),
      at: '  data',
      message:
        'another entry pushes to a (x) too, and only one value stays there: give each entry a remoteKey or property of its own',
    },
  ],
  'internal-path-invalid': [
    {
      bad: internal('platform-data/Postgres/temporal', 'password'),
      at: '  data',
      message:
        '"Postgres" has others than lower-case letters, digits and single hyphens: write platform-data/postgres/temporal, or the like',
    },
  ],
  'internal-push-open': [
    {
      bad: internal('platform-data/postgres/temporal', 'password', STORES),
      at: '  secretStoreRefs',
      message:
        'a SecretStore is of one namespace, and consumers are in others: push to the ClusterSecretStore that they read',
    },
  ],
  'internal-kinds-mixed': [
    {
      bad: internal('platform-config/postgres/main', 'password'),
      at: '  data',
      message:
        'password is a credential, and everyone who may read configuration could read it: push it below platform-data/',
    },
  ],
  'internal-property-unusual': [
    {
      bad: internal('platform-data/postgres/temporal', 'passwd'),
      at: '  data',
      message:
        'consumers look for password, and not for passwd: write property: password, and keep match.secretKey as its producer has it',
    },
  ],
  'internal-datasource-other': [
    {
      bad: internal(
        'platform-data/redis/temporal',
        'password',
        CLUSTER_STORES,
        'selector: { secret: { name: platform-postgres } }',
      ),
      at: '  data',
      message:
        'the source platform-postgres is of postgres, and the path says redis: write platform-data/postgres/temporal',
    },
  ],
  'internal-path-contested': [
    {
      bad: `${internal('platform-data/postgres/temporal', 'password')}
---
${internal('platform-data/postgres/temporal', 'password').replace(
  'name: ca,',
  'name: other,',
)}`,
      at: '  data',
      message:
        'PushSecret ca writes platform-data/postgres/temporal (password) too, and each replaces the value of the other: keep one of them, or give this one a path of its own',
    },
  ],
  'internal-delay-long': [
    {
      bad: internal(
        'platform-data/postgres/temporal',
        'password',
        `refreshInterval: 0s\n  ${CLUSTER_STORES}`,
      ),
      at: '  refreshInterval',
      message:
        'platform-data/postgres/temporal is pushed once, so a rotation never reaches its consumers: write refreshInterval: 1h',
    },
  ],
  'internal-value-stays': [
    {
      bad: internal(
        'platform-data/postgres/temporal',
        'password',
        `deletionPolicy: None\n  ${CLUSTER_STORES}`,
      ),
      at: '  deletionPolicy',
      message:
        'the value at platform-data/postgres/temporal stays in the store when this is deleted, and is renewed by no one: write deletionPolicy: Delete',
    },
  ],
  'internal-route-broken': [
    {
      bad: `${internal(
        'platform-data/postgres/temporal',
        'password',
        'secretStoreRefs: [{ kind: ClusterSecretStore, name: other }]',
      )}
---
${externalSecret({
  spec: '  data: [{ secretKey: a, remoteRef: { key: platform-data/postgres/temporal } }]',
})}`,
      at: '  data',
      message:
        'platform-data/postgres/temporal is pushed to another store: read it from ClusterSecretStore other',
    },
  ],
};
