/**
 * The English sentences about how a value travels: the rules of section 5a of
 * the RFC, the alternatives, and what is wrong with answers and names; without a
 * full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const INTERNAL_DISTRIBUTION_TEXTS = {
  // The rules, shortened
  'internal-rule.bootstrap':
    'Bootstrap secrets MUST NOT use internal distribution',
  'internal-rule.outside-configuration':
    'A value qualifies as internal only when it is generated in the cluster, and not sourced from outside',
  'internal-rule.third-party':
    'External and third-party credentials MUST NOT use internal distribution',
  'internal-rule.cloud-provider':
    'Secrets sourced from cloud providers MUST NOT use internal distribution',
  'internal-rule.human-created':
    'Manual and human-created secrets MUST NOT use internal distribution',
  'internal-rule.same-namespace':
    'Secrets that remain within a single namespace MUST NOT use internal distribution',
  'internal-rule.all-conditions-met':
    'Internal distribution MUST be used when a value is generated in the cluster, crosses namespaces, and needs an audit trail and a central lifecycle',
  'internal-rule.rotation-coordinated':
    'Internal distribution SHOULD be used when rotation is coordinated across namespaces',
  'internal-rule.policy-enforced':
    'Internal distribution SHOULD be used when policy is enforced centrally',
  'internal-rule.static-configuration':
    'Static configuration MAY use internal distribution',
  'internal-rule.several-consumers':
    'Internal distribution SHOULD be used when consumers in several namespaces require the same value',
  'internal-rule.dynamic-configuration':
    'Dynamic endpoint configuration uses internal distribution',
  'internal-rule.operator-generated':
    'Operator-generated credentials use internal distribution',
  'internal-rule.one-consumer':
    'A single consumer in another namespace uses internal distribution',

  // Alternatives
  'internal-alternative.bootstrap-materialization':
    'Materialize it during bootstrap, from encrypted Git (RFC section 5.2)',
  'internal-alternative.external-sources':
    'Keep it in the hub, and distribute it from there (RFC section 5.3)',
  'internal-alternative.cloud-secret-store':
    "Read it from the cloud provider's secret store",
  'internal-alternative.encrypted-git':
    'Keep it in encrypted Git, and materialize it during bootstrap',
  'internal-alternative.config-map-in-git':
    'Keep it in Git, as a ConfigMap of each consumer',
  'internal-alternative.direct-reference':
    "Reference the producer's Secret or ConfigMap directly",
  'internal-alternative.config-map-replication':
    'Replicate a ConfigMap into each namespace',

  // Answers
  'answer-unreadable':
    '{{field}} {{value}} is not an object: give one answer a field',
  'answer-unreadable.choice':
    '{{field}} {{value}} is not an answer: use {{words}}',
  'answer-unreadable.choices':
    '{{field}} {{value}} is not an answer: use any of {{words}}',
  'answer-unreadable.list':
    '{{field}} {{value}} is not a list: use any of {{words}}',
  'answer-unreadable.namespace':
    '{{field}} {{value}} is not the name of a namespace: use lower-case letters, digits and hyphens, at most 63, such as temporal',
  'answer-unreadable.consumers':
    '{{field}} {{value}} names no namespace: name those whose workloads use the value, such as temporal',
  'answer-contradicts.producer':
    '{{field}} {{value}} contradicts origin {{origin}}, which is in the cluster: name the namespace of the source Secret',
  'answer-contradicts.derived':
    '{{field}} {{value}} contradicts origin {{origin}}: choose origin derived, or leave derivedFrom out',
  'answer-contradicts.outside':
    '{{field}} {{value}} contradicts origin derived, which is made of internal values alone (5a.2.1): choose origin {{origin}}, or take it out of the value',
  'answer-contradicts.static':
    '{{field}} {{value}} contradicts changes static: choose changes dynamic, or leave rotation out',
  'answer-contradicts.reach':
    "{{field}} {{value}} contradicts consumerNamespaces, of which {{crossed}} are not the producer's: choose {{actual}}, or correct the namespaces",

  // Paths
  'internal-path.parts':
    '"{{part}}" does not have the form {{secret}} or {{configuration}}: write {{example}}, or the like',
  'internal-path.characters':
    '"{{part}}" has others than lower-case letters, digits and single hyphens: write {{example}}, or the like',
  'internal-path.environment':
    '"{{part}}" names an environment, which Vault\'s namespaces are for: write {{example}}, or the like',

  // Names of a plan
  'plan-name.long':
    '{{value}} has {{characters}} characters: write at most 63, such as {{example}}',
  'plan-name.namespace':
    '{{field}} {{value}} is not the name of a namespace: use lower-case letters, digits and hyphens, at most 63, such as temporal',
  'plan-name.object':
    '{{field}} {{value}} is not the name of an object: use lower-case letters, digits, hyphens and dots, at most 253, such as temporal-postgres',
  'plan-name.no-consumers':
    '{{field}} is empty: name the namespace and the Secret of each, such as temporal and temporal-postgres',
  'plan-name.no-keys':
    '{{field}} is empty, and every key is named explicitly: name at least one, such as password',
  'plan-name.key':
    '{{value}} is not a key of a Secret: use letters, digits, ".", "_" and "-", such as password',
  'plan-name.property':
    '{{value}} is not a property: use letters, digits, "_" and "-", at most 63, such as password',
  'plan-name.property-unusual':
    '{{value}} has another usual name: write {{usual}}',
  'plan-name.property-secret':
    '{{value}} is a credential: push it below platform-data, such as platform-data/postgres/temporal',
  'plan-name.property-configuration':
    '{{value}} is configuration: push it below platform-config, such as platform-config/postgres/platform-postgres',
  'plan-name.property-twice':
    '{{value}} is named twice: give each key a property of its own, such as username and password',
  'plan-name.own-namespace':
    "{{value}} is the producer's namespace: reference Secret {{secret}} there directly",
  'plan-name.consumer-twice':
    '{{value}} is named twice: give each consumer a Secret of its own, such as temporal-postgres',
  'plan-name.interval':
    '{{value}} is not an interval, so a rotation would never arrive: write it such as 1h or 5m',
} as const;
