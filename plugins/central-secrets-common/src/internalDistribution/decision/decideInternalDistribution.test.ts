import fc from 'fast-check';
import { renderMessage } from '../../texts';
import {
  decideInternalDistribution,
  INTERNAL_DISTRIBUTION_RULES,
  INTERNAL_NEEDS,
  INTERNAL_ORIGINS,
  InternalDistributionAnswers,
} from '.';

/** An operator's credential for one consumer elsewhere. */
const ANSWERS: InternalDistributionAnswers = {
  origin: 'operator',
  data: 'secret',
  producerNamespace: 'platform-data',
  consumerNamespaces: ['temporal'],
  changes: 'dynamic',
  phase: 'steady-state',
  needs: [],
};

function decide(answers: Partial<InternalDistributionAnswers>) {
  return decideInternalDistribution({ ...ANSWERS, ...answers });
}

type Row = [
  sentence: string,
  answers: Partial<InternalDistributionAnswers>,
  rule: string,
  decision: string,
  alternative?: string,
];

const SEVERAL = { consumerNamespaces: ['temporal', 'backstage'] };

/** The sentences as the RFC has them. */
const ROWS: Row[] = [
  // 5a.1.2: where it applies.
  [
    '5a.1.2 MUST: cross-namespace secret distribution within a single Kubernetes cluster',
    { needs: ['audit'] },
    'all-conditions-met',
    'use MUST',
  ],
  [
    '5a.1.2 MUST: operator-generated credentials requiring consumption by multiple services',
    { ...SEVERAL, needs: ['audit'] },
    'all-conditions-met',
    'use MUST',
  ],
  [
    '5a.1.2 MUST: configuration data requiring centralized distribution and discovery',
    { data: 'configuration', needs: ['audit'] },
    'all-conditions-met',
    'use MUST',
  ],
  // 5a.1.3: when.
  [
    '5a.1.3 MUST: generated within the cluster, different namespaces, audit trail required',
    { origin: 'internal-service', needs: ['audit'] },
    'all-conditions-met',
    'use MUST',
  ],
  [
    '5a.1.3 MUST: even for configuration that never changes',
    { data: 'configuration', changes: 'static', needs: ['audit'] },
    'all-conditions-met',
    'use MUST',
  ],
  [
    '5a.1.3 SHOULD: multiple consumers in different namespaces require the same secret',
    SEVERAL,
    'several-consumers',
    'use SHOULD',
  ],
  [
    '5a.1.3 SHOULD: rotation coordination across namespaces is needed',
    { needs: ['rotation'] },
    'rotation-coordinated',
    'use SHOULD',
  ],
  [
    '5a.1.3 SHOULD: centralized policy enforcement is desired',
    { needs: ['policy'] },
    'policy-enforced',
    'use SHOULD',
  ],
  // 5a.1.5: never.
  [
    '5a.1.5 MUST NOT: bootstrap secrets',
    { phase: 'bootstrap', needs: ['audit'] },
    'bootstrap',
    'do-not-use MUST NOT',
    'bootstrap-materialization',
  ],
  [
    '5a.1.5 MUST NOT: external/third-party credentials',
    { origin: 'third-party', needs: ['audit'] },
    'third-party',
    'do-not-use MUST NOT',
    'external-sources',
  ],
  [
    '5a.1.5 MUST NOT: secrets remaining within a single namespace',
    { consumerNamespaces: ['platform-data'], needs: ['audit'] },
    'same-namespace',
    'do-not-use MUST NOT',
    'direct-reference',
  ],
  [
    '5a.1.5 MUST NOT: secrets sourced from cloud providers',
    { origin: 'cloud-provider', needs: ['audit'] },
    'cloud-provider',
    'do-not-use MUST NOT',
    'cloud-secret-store',
  ],
  [
    '5a.1.5 MUST NOT: manual/human-created secrets',
    { origin: 'human', needs: ['audit'] },
    'human-created',
    'do-not-use MUST NOT',
    'encrypted-git',
  ],
  // 5a.2.2: what qualifies.
  [
    '5a.2.2: not sourced from external systems, cloud providers, or human input',
    { origin: 'human', data: 'configuration' },
    'outside-configuration',
    'do-not-use MUST NOT',
    'config-map-in-git',
  ],
  // 5a.4.2: the table.
  [
    '5a.4.2 row: producer and consumer in same namespace',
    { consumerNamespaces: ['platform-data'], reach: 'same-namespace' },
    'same-namespace',
    'do-not-use MUST NOT',
    'direct-reference',
  ],
  [
    '5a.4.2 row: single cross-namespace consumer',
    { origin: 'in-cluster-authority', reach: 'one-namespace' },
    'one-consumer',
    'use SHOULD',
  ],
  [
    '5a.4.2 row: multiple cross-namespace consumers',
    { ...SEVERAL, origin: 'internal-service', reach: 'several-namespaces' },
    'several-consumers',
    'use SHOULD',
  ],
  [
    '5a.4.2 row: external/third-party credential',
    { origin: 'third-party', producerNamespace: undefined },
    'third-party',
    'do-not-use MUST NOT',
    'external-sources',
  ],
  [
    '5a.4.2 row: operator-generated credential',
    {},
    'operator-generated',
    'use SHOULD',
  ],
  [
    '5a.4.2 row: dynamic endpoint configuration',
    { data: 'configuration', origin: 'internal-service' },
    'dynamic-configuration',
    'use SHOULD',
  ],
  [
    '5a.4.2 row: static configuration (never changes)',
    { ...SEVERAL, data: 'configuration', changes: 'static' },
    'static-configuration',
    'optional MAY',
    'config-map-replication',
  ],
  [
    '5a.4.2 row: bootstrap-phase secret',
    { phase: 'bootstrap' },
    'bootstrap',
    'do-not-use MUST NOT',
    'bootstrap-materialization',
  ],
  [
    '5a.4.2 row: human-created secret',
    { origin: 'human', producerNamespace: undefined },
    'human-created',
    'do-not-use MUST NOT',
    'encrypted-git',
  ],
];

describe('decideInternalDistribution', () => {
  it.each(
    ROWS.map(
      ([sentence, answers, code, decision, alternative]) =>
        [sentence, answers, [code, decision, alternative]] as const,
    ),
  )('%s', (_sentence, answers, expected) => {
    const { rule } = decide(answers) as any;
    expect([
      rule.code,
      `${rule.decision} ${rule.strength}`,
      rule.alternative?.code,
    ]).toEqual(expected);
  });

  it('has a sentence above for each of its rules', () => {
    expect(new Set(ROWS.map(([, , code]) => code))).toEqual(
      new Set(INTERNAL_DISTRIBUTION_RULES.map(({ code }) => code)),
    );
  });

  it("leaves the producer's own namespace out of what is brought", () => {
    expect(
      decide({
        consumerNamespaces: ['temporal', 'platform-data', 'temporal', 'a'],
      }),
    ).toMatchObject({ namespaces: ['a', 'temporal'] });
  });

  it('takes a value that is derived from internal ones as internal', () => {
    expect(
      decide({ origin: 'derived', derivedFrom: ['operator'] }),
    ).toMatchObject({ rule: { code: 'one-consumer' } });
  });

  it.each([
    [
      'reach',
      { reach: 'several-namespaces', consumerNamespaces: ['platform-data'] },
      `reach "several-namespaces" contradicts consumerNamespaces, of which 0 are not the producer's: choose same-namespace, or correct the namespaces`,
    ],
    [
      'reach',
      { reach: 'same-namespace' },
      `reach "same-namespace" contradicts consumerNamespaces, of which 1 are not the producer's: choose one-namespace, or correct the namespaces`,
    ],
    [
      'derivedFrom',
      { origin: 'derived', derivedFrom: ['operator', 'third-party'] },
      'derivedFrom "third-party" contradicts origin derived, which is made of internal values alone (5a.2.1): choose origin third-party, or take it out of the value',
    ],
    [
      'derivedFrom',
      { origin: 'third-party', derivedFrom: ['operator'] },
      'derivedFrom "operator" contradicts origin third-party: choose origin derived, or leave derivedFrom out',
    ],
    [
      'needs',
      { changes: 'static', needs: ['rotation'] },
      'needs "rotation" contradicts changes static: choose changes dynamic, or leave rotation out',
    ],
    [
      'producerNamespace',
      { producerNamespace: undefined },
      'producerNamespace (empty) contradicts origin operator, which is in the cluster: name the namespace of the source Secret',
    ],
    [
      'origin',
      { origin: 'neighbor' },
      'origin "neighbor" is not an answer: use operator, internal-service, in-cluster-authority, derived, third-party, cloud-provider, human',
    ],
    [
      'needs',
      { needs: 'audit' },
      'needs "audit" is not a list: use any of audit, rotation, policy',
    ],
    [
      'consumerNamespaces',
      { consumerNamespaces: [] },
      'consumerNamespaces "[]" names no namespace: name those whose workloads use the value, such as temporal',
    ],
    [
      'consumerNamespaces',
      { consumerNamespaces: ['../kube-system'] },
      'consumerNamespaces "../kube-system" is not the name of a namespace: use lower-case letters, digits and hyphens, at most 63, such as temporal',
    ],
    [
      'producerNamespace',
      { producerNamespace: 'ü'.repeat(1_000) },
      `producerNamespace "${'ü'.repeat(
        60,
      )}…" is not the name of a namespace: use lower-case letters, digits and hyphens, at most 63, such as temporal`,
    ],
  ])('refuses a wrong %s: %j', (field, answers, message) => {
    const { mistakes } = decide(answers as any) as any;
    expect(
      mistakes.map((mistake: any) => [
        mistake.field,
        renderMessage(mistake.problem),
      ]),
    ).toEqual([[field, message]]);
  });

  const namespace = fc.constantFrom('platform-data', 'temporal', 'backstage');
  const origin = fc.constantFrom(...INTERNAL_ORIGINS);
  const anyAnswers = fc.record(
    {
      origin,
      derivedFrom: fc.uniqueArray(origin),
      data: fc.constantFrom('secret' as const, 'configuration' as const),
      producerNamespace: namespace,
      consumerNamespaces: fc.array(namespace, { minLength: 1, maxLength: 4 }),
      changes: fc.constantFrom('static' as const, 'dynamic' as const),
      phase: fc.constantFrom('bootstrap' as const, 'steady-state' as const),
      needs: fc.uniqueArray(fc.constantFrom(...INTERNAL_NEEDS)),
    },
    {
      requiredKeys: [
        ...(['origin', 'data', 'consumerNamespaces'] as const),
        ...(['changes', 'phase', 'needs'] as const),
      ],
    },
  );

  it('gives exactly one rule, or names a mistake, whatever the answers', () => {
    const isDecidedOnce = fc.property(anyAnswers, answers => {
      const decided = decideInternalDistribution(answers);
      if ('mistakes' in decided) {
        return decided.mistakes.length > 0;
      }
      const { rule, namespaces } = decided;
      const isOutside = ['third-party', 'cloud-provider', 'human'].includes(
        answers.origin,
      );
      return (
        INTERNAL_DISTRIBUTION_RULES.filter(({ code }) => code === rule.code)
          .length === 1 &&
        // Only an internal value that crosses namespaces travels.
        (rule.decision !== 'do-not-use') ===
          (namespaces.length > 0 &&
            answers.phase === 'steady-state' &&
            !isOutside) &&
        // Another way is named exactly where this one is not advised.
        (rule.alternative !== undefined) === (rule.decision !== 'use')
      );
    });
    expect(fc.check(isDecidedOnce, { numRuns: 5_000 })).toMatchObject({
      failed: false,
      numRuns: 5_000,
    });
  });

  it('does not depend on the order or the repetition of consumers', () => {
    fc.assert(
      fc.property(anyAnswers, answers => {
        const { consumerNamespaces } = answers;
        expect(
          decideInternalDistribution({
            ...answers,
            consumerNamespaces: [
              ...[...consumerNamespaces].reverse(),
              ...consumerNamespaces,
            ],
          }),
        ).toEqual(decideInternalDistribution(answers));
      }),
    );
  });

  it('takes any value without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            ...Object.fromEntries(
              ['origin', 'data', 'changes', 'phase', 'producerNamespace'].map(
                field => [field, fc.anything()],
              ),
            ),
            consumerNamespaces: fc.array(fc.anything()),
            needs: fc.array(fc.anything()),
          }),
        ),
        anything => {
          const decided = decideInternalDistribution(anything as any);
          expect('mistakes' in decided && decided.mistakes.length).toBeTruthy();
        },
      ),
    );
  });
});
