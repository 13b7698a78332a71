import {
  DEFAULT_RULE_SETTINGS,
  RuleSettings,
  Severity,
} from '@central-secrets/manifest-rules';
import { ReadHub } from '../hub/readHubSources';
import { FIELD_CASES } from './fieldCases';
import { HUB_POLICY_CASES } from './hubPolicyCases';

/** A distribution and its store, to which no rule objects. */
export const GOOD = `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata:
  name: central-secret-store
spec:
  provider:
    kubernetes:
      remoteNamespace: central-secret-store
---
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata:
  name: demo
spec:
  externalSecretName: demo-credentials
  refreshTime: 1h
  namespaceSelectors:
    - matchLabels:
        secrets/demo: 'true'
  externalSecretSpec:
    refreshInterval: 1h
    secretStoreRef:
      kind: ClusterSecretStore
      name: central-secret-store
    target:
      name: demo-credentials
      creationPolicy: Owner
      deletionPolicy: Retain
      template:
        type: Opaque
        metadata:
          labels:
            managed-by: external-secrets
            source: central-secret-store
            secret-type: demo
        data:
          greeting: 'Hello {{ .username }}'
    data:
      - secretKey: username
        remoteRef:
          key: demo
          property: username
`;

type Edit = readonly [from: string, to: string];

/** `GOOD` with some texts replaced, each of which must be there. */
export function edited(...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(`GOOD has no "${from}"`);
    }
    return text.replace(from, to);
  }, GOOD);
}

/** A second distribution behind `GOOD`. */
function beside(...edits: readonly Edit[]): string {
  const [, distribution] = edited(
    ['name: demo\n', 'name: other\n'],
    ...edits,
  ).split('---\n');
  return `${GOOD}---\n${distribution}`;
}

const template = (text: string) =>
  edited(["greeting: 'Hello {{ .username }}'", `greeting: ${text}`]);

const SECRET = `---
apiVersion: v1
kind: Secret
metadata:
  name: demo
`;

const annotated = (...annotations: string[]) =>
  edited([
    'name: demo\n',
    `name: demo\n  annotations:\n    ${annotations.join('\n    ')}\n`,
  ]);

const SELF_SERVICE = "central-secrets/self-service: 'true'";

/** Another distribution with a selector and an offer of its own, and behind it one that is offered. */
const offeredBehind = (selector: string, offer: string) =>
  `${edited(
    ['name: demo\n', `name: other\n  annotations:\n    ${offer}\n`],
    ['externalSecretName: demo-credentials', 'externalSecretName: other'],
    ['      name: demo-credentials', '      name: other'],
    ["matchLabels:\n        secrets/demo: 'true'", selector],
  )}---\n${annotated(SELF_SERVICE).split('---\n')[1]}`;

const SAME_LABEL = "matchLabels:\n        secrets/demo: 'true'";
const WITHOUT_LABEL =
  'matchExpressions:\n        - { key: secrets/demo, operator: DoesNotExist }';

const NAMESPACE = `---
apiVersion: v1
kind: Namespace
metadata:
  name: team-a
  labels:
    secrets/demo: 'true'
`;

export interface RuleCase {
  /** A manifest that the rule objects to, once. */
  readonly bad: string;
  /** The beginning of the line it points at; the last such line counts. */
  readonly at: string;
  /** The whole message. */
  readonly message: string;
  /** Manifests near to it that the rule lets pass. */
  readonly good?: readonly string[];
  /** The differences from the default settings. */
  readonly settings?: Partial<RuleSettings>;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  /** What the cluster's hub index says. */
  readonly hub?: ReadHub;
}

const COMPLETE = { ...DEFAULT_RULE_SETTINGS, complete: true };

/** At least one case for every code. */
export const RULE_CASES: Readonly<Record<string, readonly RuleCase[]>> = {
  'api-version-unknown': [
    {
      bad: edited(
        [
          'io/v1\nkind: ClusterExternalSecret',
          'io/v1beta1\nkind: ClusterExternalSecret',
        ],
        [
          '  namespaceSelectors:\n    - matchLabels:\n        secrets',
          '  namespaceSelector:\n      matchLabels:\n        secrets',
        ],
      ),
      at: 'apiVersion: external-secrets.io/v1beta1',
      message:
        'external-secrets.io/v1beta1 is not served since External Secrets Operator 0.17: write "apiVersion: external-secrets.io/v1", and the selector as an entry of "namespaceSelectors:"',
      // An operator of an older version serves it.
      severity: 'warning',
    },
    {
      bad: edited([
        'kind: ClusterExternalSecret',
        'kind: ClusterExternalSecrets',
      ]),
      at: 'kind: ClusterExternalSecrets',
      message:
        'external-secrets.io has no kind ClusterExternalSecrets: use one of ClusterExternalSecret, ClusterPushSecret, ClusterSecretStore, ExternalSecret, PushSecret, SecretStore',
    },
  ],
  'name-invalid': [
    {
      bad: edited(['name: demo\n', 'name: Demo_\n']),
      at: '  name: Demo_',
      message:
        '"Demo_" is no name of a Kubernetes object: use lower-case letters, digits, "-" and "."',
    },
  ],
  'selector-invalid': [
    {
      bad: edited(["secrets/demo: 'true'", "secrets/demo: 'not ok'"]),
      at: '    - matchLabels',
      message:
        'the selector is invalid, and the distribution selects nothing: "not ok" on secrets/demo is not a label value',
    },
    {
      bad: edited(["secrets/demo: 'true'", 'secrets/demo: yes']),
      at: '        secrets/demo: yes',
      message:
        'the value of secrets/demo is no text: write it in quotes, secrets/demo: "true"',
    },
  ],
  'selector-deprecated': [
    {
      bad: edited([
        "  namespaceSelectors:\n    - matchLabels:\n        secrets/demo: 'true'",
        "  namespaceSelector:\n    matchLabels:\n      secrets/demo: 'true'",
      ]),
      at: '  namespaceSelector:',
      message:
        'namespaceSelector is deprecated: write it as an entry of namespaceSelectors, which selects the same namespaces',
      good: [GOOD],
    },
  ],
  'selector-matches-everything': [
    {
      bad: edited([
        "    - matchLabels:\n        secrets/demo: 'true'",
        '    - {}',
      ]),
      at: '    - {}',
      message:
        'the selector is empty and selects every namespace: name a request label, such as matchLabels: { secrets/demo: "true" }',
    },
  ],
  'selector-matches-nothing': [
    {
      bad: edited(["    - matchLabels:\n        secrets/demo: 'true'\n", '']),
      at: '  namespaceSelectors:',
      message:
        'the distribution has no selector and reaches no namespace: write namespaceSelectors with a request label, such as matchLabels: { secrets/demo: "true" }',
    },
    {
      bad: edited([
        "secrets/demo: 'true'\n",
        "secrets/demo: 'true'\n      matchExpressions:\n        - { key: secrets/demo, operator: DoesNotExist }\n",
      ]),
      at: '    - matchLabels',
      message:
        'no namespace can satisfy the selector, because what it asks of a label contradicts itself: take one of the requirements away, or make two selectors of them',
    },
  ],
  'selector-matches-no-namespace': [
    {
      bad: `${GOOD}${NAMESPACE.replace('secrets/demo', 'secrets/other')}`,
      at: '    - matchLabels',
      message:
        'none of the 1 given namespaces is selected: label one, or take the distribution away',
      good: [`${GOOD}${NAMESPACE}`],
      settings: COMPLETE,
    },
  ],
  'protected-namespace-selected': [
    {
      bad: edited([
        "secrets/demo: 'true'",
        'kubernetes.io/metadata.name: kube-system',
      ]),
      at: '    - matchLabels',
      message:
        'the selector selects kube-system, where nothing is to be distributed: ask for a request label, such as secrets/demo: "true"',
      good: [
        edited(["secrets/demo: 'true'", 'kubernetes.io/metadata.name: team-a']),
      ],
    },
  ],
  'request-label-outside-prefix': [
    {
      bad: edited(["secrets/demo: 'true'", "team: 'demo'"]),
      at: "        team: 'demo'",
      message:
        'nobody can ask for this by the label team: use one that matches secrets/*, such as secrets/demo',
    },
  ],
  'annotation-unknown': [
    {
      bad: annotated(SELF_SERVICE, 'central-secrets/allowed-owner: a'),
      at: '    central-secrets/allowed-owner:',
      message:
        'the annotation "central-secrets/allowed-owner" is unknown, and the distribution is not offered until it is corrected: did you mean central-secrets/allowed-owners?',
      good: [
        annotated(SELF_SERVICE, 'central-secrets/allowed-owners: a'),
        annotated('example.com/allowed-owner: a'),
      ],
    },
    {
      bad: annotated('central-secrets/escalation: a'),
      at: '    central-secrets/escalation:',
      message:
        'the annotation "central-secrets/escalation" is unknown, and the distribution is not offered until it is corrected: remove it, or use one of central-secrets/self-service, central-secrets/description, central-secrets/allowed-owners, central-secrets/documentation-url, central-secrets/keys-purpose, central-secrets/approval, central-secrets/reviewers, central-secrets/reason, central-secrets/environments',
    },
    {
      bad: annotated('central-secret/allowed-owners: a'),
      at: '    central-secret/allowed-owners:',
      message:
        'the annotation "central-secret/allowed-owners" is unknown, and the distribution is not offered until it is corrected: did you mean central-secrets/allowed-owners?',
    },
  ],
  'self-service-invalid': [
    ...["'yes'", 'true', "'True'", "''"].map(value => ({
      bad: annotated(`central-secrets/self-service: ${value}`),
      at: '    central-secrets/self-service:',
      message:
        'the value is neither "true" nor "false", and the distribution is not offered: write central-secrets/self-service: "true" with quotes, or remove the annotation',
      good: [
        annotated(SELF_SERVICE),
        annotated("central-secrets/self-service: 'false'"),
      ],
    })),
  ],
  'request-terms-invalid': [
    {
      bad: annotated('central-secrets/approval: "yes"'),
      at: '    central-secrets/approval:',
      message:
        'Not offered: its annotation central-secrets/approval has the value "yes"; the platform team has to write pull-request, or remove it',
      good: [
        annotated('central-secrets/approval: pull-request'),
        annotated('central-secrets/reason: required'),
        annotated('central-secrets/environments: staging, production'),
      ],
    },
    {
      bad: annotated('central-secrets/reason: true'),
      at: '    central-secrets/reason:',
      message:
        'Not offered: its annotation central-secrets/reason has the value "true"; the platform team has to write required, or remove it',
    },
    {
      bad: annotated('central-secrets/reviewers: group:default/security'),
      at: '    central-secrets/reviewers:',
      message:
        'Not offered: its annotation central-secrets/reviewers names reviewers, and no review is asked for; the platform team has to add central-secrets/approval: pull-request',
    },
  ],
  'allowed-owners-invalid': [
    {
      bad: annotated('central-secrets/allowed-owners: a;b, group:default/c'),
      at: '    central-secrets/allowed-owners:',
      message:
        'the entry "a;b" is not an entity reference, and the distribution is not offered: write owners such as group:default/trading, separated by commas',
      good: [annotated('central-secrets/allowed-owners: a, group:default/c,')],
    },
    {
      bad: annotated('central-secrets/allowed-owners: a b, c d'),
      at: '    central-secrets/allowed-owners:',
      message:
        'the entries "a b", "c d" are not entity references, and the distribution is not offered: write owners such as group:default/trading, separated by commas',
    },
    {
      bad: annotated("central-secrets/allowed-owners: ' ,'"),
      at: '    central-secrets/allowed-owners:',
      message:
        'the list is empty, and the distribution is not offered: write owners such as group:default/trading, separated by commas',
    },
    {
      bad: annotated('central-secrets/allowed-owners: [a, b]'),
      at: '    central-secrets/allowed-owners:',
      message:
        'the value is not a text, and the distribution is not offered: write owners such as group:default/trading, separated by commas',
    },
  ],
  'request-label-shared': [
    {
      bad: offeredBehind(SAME_LABEL, "central-secrets/self-service: 'false'"),
      at: '    - matchLabels:',
      message:
        'secrets/demo: "true" brings ClusterExternalSecret other too, which is not offered to the same owners, so requests by owners without that offer are refused: give one of the two a label of its own, or offer both to the same owners',
      good: [
        offeredBehind(SAME_LABEL, SELF_SERVICE),
        offeredBehind(
          "matchLabels:\n        secrets/demo: 'other'",
          "central-secrets/self-service: 'false'",
        ),
      ],
    },
    {
      bad: offeredBehind(
        SAME_LABEL,
        `${SELF_SERVICE}\n    central-secrets/allowed-owners: a`,
      ),
      at: '    - matchLabels:',
      message:
        'secrets/demo: "true" brings ClusterExternalSecret other too, which is not offered to the same owners, so requests by owners without that offer are refused: give one of the two a label of its own, or offer both to the same owners',
    },
    {
      // The label cannot be set to something else: that brings the other one too.
      bad: offeredBehind(
        `${WITHOUT_LABEL}\n    - matchExpressions:\n        - { key: secrets/demo, operator: NotIn, values: ['true'] }`,
        "central-secrets/self-service: 'false'",
      ),
      at: '    - matchLabels:',
      message:
        'the removal of secrets/demo: "true" brings ClusterExternalSecret other, which is not offered to the same owners, so removals by owners without that offer are refused: give one of the two a label of its own, or offer both to the same owners',
      // A removal sets another value where the absence brings something.
      good: [
        offeredBehind(WITHOUT_LABEL, "central-secrets/self-service: 'false'"),
      ],
    },
  ],
  'store-missing': [
    {
      bad: edited([
        '      name: central-secret-store\n    target',
        '      name: elsewhere\n    target',
      ]),
      at: '      name: elsewhere',
      message:
        'there is no ClusterSecretStore elsewhere among the given ones (central-secret-store): name one that exists, or add it',
    },
    {
      bad: edited([
        '    secretStoreRef:\n      kind: ClusterSecretStore\n      name: central-secret-store\n',
        '',
      ]),
      at: '  externalSecretSpec:',
      message:
        'no store is named to fetch from: write secretStoreRef with kind and name',
    },
  ],
  'store-not-given': [
    {
      bad: GOOD.split('---\n')[1],
      at: '      name: central-secret-store',
      message:
        'the ClusterSecretStore central-secret-store is not among the given files, so nothing is known of it: give its file too',
    },
  ],
  'store-denies': [
    {
      bad: `${edited([
        '  provider:',
        '  conditions: [{ namespaces: [team-b] }]\n  provider:',
      ])}${NAMESPACE}`,
      at: '      name: central-secret-store',
      message:
        "the conditions of ClusterSecretStore central-secret-store exclude team-a: add it to the store's spec.conditions, or do not select it",
      good: [
        `${edited([
          '  provider:',
          '  conditions: [{ namespaceRegexes: [^team-] }]\n  provider:',
        ])}${NAMESPACE}`,
      ],
    },
  ],
  'data-missing': [
    {
      bad: edited([
        '    data:\n      - secretKey: username\n        remoteRef:\n          key: demo\n          property: username\n',
        '',
      ]),
      at: '  externalSecretSpec:',
      message:
        'neither data nor dataFrom is given: write what to fetch, such as data: [{ secretKey: token, remoteRef: { key: github-pat, property: token } }]',
    },
    {
      bad: edited([
        '    data:\n      - secretKey',
        '      data:\n      - secretKey',
      ]),
      at: '      data:',
      message:
        'neither data nor dataFrom is given, and "data" below "target" is not read: move it up one level, beside "target"',
    },
  ],
  'data-from-invalid': [
    {
      bad: `${GOOD}    dataFrom:\n      - extract: { key: a }\n        find: { name: { regexp: b } }\n`,
      at: '      - extract',
      message: 'extract and find exclude each other: make an entry of each',
      good: [`${GOOD}    dataFrom:\n      - extract: { key: a }\n`],
    },
  ],
  'hub-source-missing': [
    {
      bad: edited(['property: username', 'property: user_name']),
      at: '          property: user_name',
      message: 'the source demo has no key user_name: did you mean username?',
      good: [GOOD],
      hub: {
        sources: {
          stores: [],
          index: {
            head: { hubNamespace: 'central-secret-store', observedAt: 0 },
            pages: [
              {
                name: 'central-secrets-index-00',
                sources: [
                  {
                    name: 'demo',
                    version: '1',
                    type: 'Opaque',
                    keys: ['username'],
                    changedAt: 0,
                  },
                ],
                leftOut: 0,
                unreadable: 0,
              },
            ],
          },
        },
      },
    },
  ],
  'secret-key-duplicate': [
    {
      bad: `${GOOD}      - secretKey: username\n        remoteRef: { key: other }\n`,
      at: '      - secretKey: username',
      message:
        'secretKey username is there twice, and only one value can have it: give each entry a key of its own',
    },
  ],
  'refresh-interval-invalid': [
    {
      bad: edited(['refreshInterval: 1h', 'refreshInterval: 1d']),
      at: '    refreshInterval: 1d',
      message:
        '"1d" is not a duration: write it in quotes, as Go does, such as "1h0m0s", "15m" or "0s"',
      good: [edited(['refreshInterval: 1h', 'refreshInterval: 1h30m'])],
    },
    {
      bad: edited(['refreshTime: 1h', 'refreshTime: 60']),
      at: '  refreshTime: 60',
      message:
        '60 is not a duration: write it in quotes, as Go does, such as "1h0m0s", "15m" or "0s"',
    },
  ],
  'refresh-interval-too-short': [
    {
      bad: edited(['refreshInterval: 1h', 'refreshInterval: 5s']),
      at: '    refreshInterval: 5s',
      message:
        '100 namespaces with 1 read each need a refresh interval of at least 10s: write a longer one, such as 1h',
      good: [
        edited(['refreshInterval: 1h', 'refreshInterval: 10s']),
        edited(['refreshInterval: 1h', 'refreshInterval: 0s']),
      ],
    },
  ],
  'template-unparsable': [
    {
      bad: template("'{{ .username '"),
      at: '          greeting',
      message:
        "the operator cannot parse the template: template: greeting:1: unclosed action; write it as Go's text/template has it",
    },
    {
      bad: template(`'{{ printf \\"%s\\" .username }}'`),
      at: '          greeting',
      message:
        'the operator cannot parse the template: template: greeting:1: unexpected "\\\\" in operand; write quotes inside {{ }} without a backslash',
    },
  ],
  'template-function-unknown': [
    {
      bad: template("'{{ nofunc .username }}'"),
      at: '          greeting',
      message:
        'the operator does not have the function: template: greeting:1: function "nofunc" not defined; use one of sprig\'s (without env and expandenv) or of the operator\'s own',
      good: [template("'{{ .username | upper | b64enc | toYaml }}'")],
    },
  ],
  'template-key-missing': [
    {
      bad: template("'{{ .nokey }}'"),
      at: '          greeting',
      message:
        'the template uses a key that is not fetched: template: greeting:1:3: executing "greeting" at <.nokey>: map has no entry for key "nokey"; use .username, or add an entry with secretKey nokey to data',
      good: [
        // The content of the source is not known here.
        `${template(
          "'{{ .nokey }}'",
        )}    dataFrom:\n      - extract: { key: a }\n`,
        template("'{{ range $k, $v := . }}{{ $k }}{{ end }}'"),
      ],
    },
  ],
  'template-fails': [
    {
      bad: template("'{{ .username.first }}'"),
      at: '          greeting',
      message:
        'the template fails with every value: template: greeting:1:12: executing "greeting" at <.username.first>: can\'t evaluate field first in type string; every fetched value is a text',
    },
  ],
  'template-endless': [
    {
      bad: template("'{{ range until 2000000000 }}x{{ end }}'"),
      at: '          greeting',
      message:
        'the template did not come to an end (stopped, because it took more memory than is allowed), and would keep the operator busy: write it without that loop',
      good: [template("'{{ range until 20 }}x{{ end }}'")],
    },
  ],
  'template-not-judged': [
    {
      bad: template("'{{ pkcs12cert .username }}'"),
      at: '          greeting',
      message:
        'whether the template works depends on the values: template: greeting:1:3: executing "greeting" at <pkcs12cert .username>: error calling pkcs12cert: pkcs12cert cannot be evaluated without real values; try it in a namespace of its own',
    },
  ],
  'secret-type-keys-missing': [
    {
      bad: edited(
        ['type: Opaque', 'type: kubernetes.io/tls'],
        ['greeting', 'tls.crt'],
      ),
      at: '        type: kubernetes.io/tls',
      message:
        'a Secret of type kubernetes.io/tls needs the key tls.key, and this one has tls.crt: add it to target.template.data, or use type Opaque',
      good: [
        edited(
          ['type: Opaque', 'type: kubernetes.io/basic-auth'],
          ['greeting', 'username'],
        ),
      ],
    },
  ],
  'secret-type-refused': [
    {
      bad: edited(['type: Opaque', 'type: bootstrap.kubernetes.io/token']),
      at: '        type: bootstrap',
      message:
        'the operator refuses bootstrap tokens, which admit nodes to the cluster: use another type',
    },
  ],
  'secret-value-invalid': [
    {
      bad: edited(
        ['type: Opaque', 'type: kubernetes.io/dockerconfigjson'],
        ['greeting', '.dockerconfigjson'],
      ),
      at: '          .dockerconfigjson',
      message:
        '.dockerconfigjson cannot be valid with any value: write a JSON object such as {"auths": {"ghcr.io": {"username": {{ .username | toJson }}, "password": {{ .token | toJson }}}}}',
      good: [
        edited(
          ['type: Opaque', 'type: kubernetes.io/dockerconfigjson'],
          [
            "greeting: 'Hello {{ .username }}'",
            ".dockerconfigjson: '{{ .username | b64dec }}'",
          ],
        ),
      ],
    },
    {
      bad: edited(
        ['type: Opaque', 'type: kubernetes.io/ssh-auth'],
        [
          "greeting: 'Hello {{ .username }}'",
          "ssh-privatekey: '{{ .username | b64enc }}'",
        ],
      ),
      at: '          ssh-privatekey',
      message:
        'ssh-privatekey cannot be valid with any value: write PEM text, as it is at the source: without base64 around it',
      good: [
        edited(
          ['type: Opaque', 'type: kubernetes.io/ssh-auth'],
          [
            "greeting: 'Hello {{ .username }}'",
            "ssh-privatekey: '{{ .username }}'",
          ],
        ),
      ],
    },
  ],
  'secret-labels-missing': [
    {
      bad: edited(['            source: central-secret-store\n', '']),
      at: '          labels:',
      message:
        'the Secret lacks the label source: add it to target.template.metadata.labels',
    },
  ],
  'policies-refused': [
    {
      bad: edited(
        ['creationPolicy: Owner', 'creationPolicy: Merge'],
        ['deletionPolicy: Retain', 'deletionPolicy: Delete'],
      ),
      at: '      deletionPolicy',
      message:
        "deletionPolicy Delete is refused with creationPolicy Merge, because the Secret is not the operator's own: use creationPolicy Owner, or deletionPolicy Retain",
      good: [edited(['deletionPolicy: Retain', 'deletionPolicy: Delete'])],
    },
    {
      bad: edited(
        ['creationPolicy: Owner', 'creationPolicy: None'],
        ['deletionPolicy: Retain', 'deletionPolicy: Merge'],
      ),
      at: '      deletionPolicy',
      message:
        'deletionPolicy Merge is refused with creationPolicy None, because there is no Secret to merge with: use deletionPolicy Retain',
    },
    {
      bad: edited(['creationPolicy: Owner', 'creationPolicy: owner']),
      at: '      creationPolicy',
      message:
        'there is no creationPolicy owner: use Owner, Orphan, Merge, None, CreateOrMerge',
    },
  ],
  'secret-contested': [
    {
      bad: beside(
        ['externalSecretName: demo-credentials', 'externalSecretName: other'],
        ['secrets/demo', 'secrets/other'],
      ),
      at: '      name: demo-credentials',
      message:
        'ClusterExternalSecret demo writes the Secret demo-credentials too, in namespaces that both can reach: give one of them another target.name',
      good: [
        // No namespace has one label with two values.
        beside(
          ['externalSecretName: demo-credentials', 'externalSecretName: other'],
          ["secrets/demo: 'true'", "secrets/demo: 'other'"],
        ),
        beside(
          ['externalSecretName: demo-credentials', 'externalSecretName: other'],
          ['creationPolicy: Owner', 'creationPolicy: Merge'],
        ),
      ],
    },
  ],
  'external-secret-name-taken': [
    {
      bad: beside(['secrets/demo', 'secrets/other']),
      at: '  externalSecretName',
      message:
        'ClusterExternalSecret demo has the ExternalSecret name demo-credentials too, in namespaces that both can reach: give one of them another externalSecretName',
      good: [beside(["secrets/demo: 'true'", "secrets/demo: 'other'"])],
    },
  ],
  'literal-credential': [
    {
      bad: `${GOOD}${SECRET}stringData:\n  password: not-a-real-password\n`,
      at: '  password',
      message:
        "a Secret's values stand in the manifest: write the Secret into the hub by hand or from a vault, and keep no value in a file",
      good: [
        `${GOOD}${SECRET}`,
        ...[
          '<path:kv/data/app#password>',
          'op://platform/app/password',
          'ref+vault://kv/app#password',
          '${PASSWORD}',
          'ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]',
        ].map(value => `${GOOD}${SECRET}stringData:\n  password: '${value}'\n`),
      ],
    },
    {
      bad: edited([
        "greeting: 'Hello {{ .username }}'",
        'password: not-a-real-password',
      ]),
      at: '          password',
      message:
        "password has a fixed value in the manifest: keep it in the store, fetch it with an entry of data, and write '{{ .password }}'",
      good: [
        edited([
          "greeting: 'Hello {{ .username }}'",
          "password: '{{ .username }}'",
        ]),
        edited([
          "greeting: 'Hello {{ .username }}'",
          "password: '${PASSWORD}'",
        ]),
      ],
    },
    {
      bad: template('https://someone:not-a-real-password@example.com'),
      at: '          greeting',
      message:
        'the manifest holds a password in a URL: keep it in the store and fetch it; and replace it, because whoever reads the file knows it',
      good: [
        template("'https://{{ .username }}:{{ .username }}@example.com'"),
        template('https://example.com:8443/@scope/package'),
        template('https://${USER}:${PASSWORD}@example.com'),
      ],
    },
    {
      bad: template('https://someone:not/a/real@password@example.com'),
      at: '          greeting',
      message:
        'the manifest holds a password in a URL: keep it in the store and fetch it; and replace it, because whoever reads the file knows it',
    },
    {
      bad: template(`AGE-SECRET-${'KEY-1'}${'NOTAREAL0'.repeat(7)}`),
      at: '          greeting',
      message:
        'the manifest holds an age key: keep it in the store and fetch it; and replace it, because whoever reads the file knows it',
      good: [template(`AGE-SECRET-${'KEY-1'}${'X'.repeat(58)}`)],
    },
    {
      bad: edited([
        '    kubernetes:\n      remoteNamespace: central-secret-store',
        '    fake:\n      data: [{ key: a, value: not-a-real-value }]',
      ]),
      at: '      data: [',
      message:
        'the fake provider keeps its values in the manifest, for all to read: use a real provider',
    },
  ],
  ...FIELD_CASES,
  ...HUB_POLICY_CASES,
};
