import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { AdmissionGate, GateRule, RefusalFacts } from '../../records';
import {
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
} from '../../testUtils';
import {
  asking,
  derive,
  evidenceOf,
  GET_FAILED,
  NOW,
} from '../__testUtils__/derive';

const AT = Date.parse(NOW);
const UPDATE_FAILED = 'could not update secret';
const DENIED = `${UPDATE_FAILED}: Kubernetes API access denied`;
const INVALID = `${UPDATE_FAILED}: Kubernetes object validation failed`;
const OPERATOR = 'external-secrets/external-secrets';

function facts(change: Partial<RefusalFacts> = {}): RefusalFacts {
  return {
    askedAt: AT,
    sourceRights: [],
    operatorRights: { account: OPERATOR, lacks: [] },
    quotas: [],
    gates: [],
    ...change,
  };
}

const target = distribution('oauth');

function failing(said: string, change: Change = {}) {
  return childOf(target, 'app', { status: failedStatus(said), ...change });
}

function explain(
  said: string,
  refusalFacts: RefusalFacts | undefined,
  { store = clusterSecretStore(), change = {}, faults = [] as never[] } = {},
) {
  return derive([asking, target, failing(said, change), store], {
    refusalFacts,
    faults,
  });
}

describe('a source that the account of the store may not read', () => {
  const account = 'external-secrets/external-secrets';
  const hub = clusterSecretStore();
  const key = 'github-pat';
  const right = (mayRead: boolean, name = key) => ({
    account,
    namespace: 'central-secret-store',
    name,
    mayRead,
  });
  const sources = (mayRead: boolean, name?: string) =>
    facts({ sourceRights: [right(mayRead, name)] });

  it('is the proven cause of a failed read', () => {
    const derived = explain(GET_FAILED, sources(false), { store: hub });
    expect(derived).toMatchObject({
      state: 'failed',
      cause: 'permission',
      certainty: 'proven',
      candidates: [],
      summary:
        'system:serviceaccount:external-secrets:external-secrets may not get secrets github-pat in namespace central-secret-store',
    });
    expect(evidenceOf(derived)[0]).toBe(
      'SubjectAccessReview system:serviceaccount:external-secrets:external-secrets: status.allowed = false: get secrets github-pat in namespace central-secret-store',
    );
    expect(derived.remedy.command).toContain('kubectl auth can-i get secrets');
  });

  it('is no cause where the account may read it', () => {
    expect(explain(GET_FAILED, sources(true), { store: hub }).cause).toBe(
      'other',
    );
    expect(
      explain(GET_FAILED, sources(false, 'another'), { store: hub }).cause,
    ).toBe('other');
  });

  it('is no cause of a failed write', () => {
    expect(explain(DENIED, sources(false), { store: hub }).cause).toBe('other');
  });

  it('is likely where the store may read another cluster', () => {
    const store = clusterSecretStore(undefined, {
      spec: {
        provider: { kubernetes: { server: { url: 'https://192.0.2.1' } } },
      },
    });
    expect(explain(GET_FAILED, sources(false), { store })).toMatchObject({
      cause: 'permission',
      certainty: 'likely',
    });
  });

  it('is likely where no text tells that the read failed', () => {
    expect(explain('%7f', sources(false), { store: hub })).toMatchObject({
      cause: 'permission',
      certainty: 'likely',
    });
  });

  it('is not told of an ExternalSecret of the team', () => {
    const own = childOf(target, 'app', {
      status: failedStatus(GET_FAILED),
      metadata: { ownerReferences: undefined },
    });
    expect(
      derive([asking, own, hub], { refusalFacts: sources(false) }).cause,
    ).toBe('other');
  });

  it('is no cause any more when the answer is old', () => {
    const after = (ms: number) =>
      derive(
        [asking, target, failing(GET_FAILED), hub],
        { refusalFacts: sources(false) },
        new Date(AT + ms).toISOString(),
      ).cause;
    expect(after(3 * 60_000)).toBe('permission');
    expect(after(3 * 60_000 + 1)).toBe('other');
  });

  it('is no cause where the answer is from before the failure', () => {
    const failedAt = AT - 10_000;
    const status = failedStatus(GET_FAILED, new Date(failedAt).toISOString());
    const at = (askedAt: number) =>
      explain(
        GET_FAILED,
        { ...sources(false), askedAt },
        { store: hub, change: { status } },
      ).cause;
    expect(at(failedAt - 1)).toBe('other');
    expect(at(failedAt)).toBe('permission');
  });

  it('proves what a text says', () => {
    const said = `${GET_FAILED}: secrets "github-pat" is forbidden`;
    expect(explain(said, sources(false), { store: hub })).toMatchObject({
      cause: 'permission',
      certainty: 'proven',
    });
  });
});

describe('a right that the operator does not have', () => {
  const lacking = (...verbs: ('create' | 'update')[]) =>
    facts({
      operatorRights: {
        account: OPERATOR,
        lacks: verbs.map(verb => ({ verb, resource: 'secrets' as const })),
      },
    });

  it('is the proven cause of a failed write, where it may write no Secret at all', () => {
    const derived = explain(DENIED, lacking('create', 'update'));
    expect(derived).toMatchObject({
      cause: 'permission',
      certainty: 'proven',
      summary:
        'system:serviceaccount:external-secrets:external-secrets may not create secrets in namespace app',
    });
  });

  it('is likely where it has the other one', () => {
    expect(explain(DENIED, lacking('create'))).toMatchObject({
      cause: 'permission',
      certainty: 'likely',
    });
    expect(explain(DENIED, lacking('update')).cause).toBe('other');
  });

  it('to update counts for a Secret that was written before', () => {
    const change = { status: { refreshTime: '2026-11-23T04:00:00Z' } };
    const status = { ...failedStatus(DENIED), ...change.status };
    const found = explain(DENIED, lacking('update'), { change: { status } });
    expect(found).toMatchObject({ cause: 'permission', certainty: 'likely' });
    expect(
      explain(DENIED, lacking('create'), { change: { status } }).cause,
    ).toBe('other');
  });

  it('is no cause of a failed read', () => {
    expect(explain(GET_FAILED, lacking('create', 'update')).cause).toBe(
      'other',
    );
  });

  it('is likely where no text tells what failed', () => {
    expect(explain('%7f', lacking('create', 'update'))).toMatchObject({
      cause: 'permission',
      certainty: 'likely',
    });
  });
});

describe('a ResourceQuota', () => {
  const quota = (
    used: number,
    resource: 'secrets' | 'externalsecrets' = 'secrets',
  ) =>
    facts({
      quotas: [
        {
          name: 'objects',
          limits: [{ resource, key: `count/${resource}`, hard: 3, used }],
        },
      ],
    });

  it('that is used up is a likely cause of a failed first write', () => {
    const derived = explain(DENIED, quota(3));
    expect(derived).toMatchObject({
      cause: 'quota',
      certainty: 'likely',
      summary: 'The ResourceQuota objects of the namespace is used up',
    });
    expect(evidenceOf(derived)[0]).toBe(
      'ResourceQuota objects: status.used[count/secrets] = 3 of 3',
    );
  });

  it.each([
    ['has room', quota(2)],
    ['is about another kind', quota(3, 'externalsecrets')],
  ])('is no cause where it %s', (_, known) => {
    expect(explain(DENIED, known).cause).toBe('other');
  });

  it('is no cause where the Secret was written before', () => {
    const status = {
      ...failedStatus(DENIED),
      refreshTime: '2026-11-23T04:00:00Z',
    };
    expect(explain(DENIED, quota(3), { change: { status } }).cause).toBe(
      'other',
    );
  });

  it('is the proven cause of a copy that cannot be created', () => {
    const notMade = distribution('oauth', {
      status: {
        failedNamespaces: [
          {
            namespace: 'app',
            reason: 'could not create or update ExternalSecret',
          },
        ],
      },
    });
    expect(
      derive([asking, notMade, clusterSecretStore()], {
        refusalFacts: quota(3, 'externalsecrets'),
      }),
    ).toMatchObject({ state: 'failed', cause: 'quota', certainty: 'proven' });
  });
});

describe('a policy or webhook', () => {
  const RULE: GateRule = {
    apiGroups: [''],
    resources: ['secrets'],
    operations: ['CREATE'],
  };
  const gate = (
    change: Partial<AdmissionGate> = {},
    rule = RULE,
  ): AdmissionGate => ({
    kind: 'ValidatingAdmissionPolicy',
    name: 'no-secrets',
    part: 'everywhere',
    scopes: [
      {
        rules: [rule],
        excluded: [],
        namespaceSelector: {},
        objectSelector: {},
      },
    ],
    ...change,
  });
  const CHECK_OF_THE_POLICY = message('check-admission.named', {
    names: ['ValidatingAdmissionPolicy no-secrets'],
  });
  const gates = (...all: AdmissionGate[]) => facts({ gates: all });

  it('that is asked is a likely cause, where rights and quotas are ruled out', () => {
    const derived = explain(DENIED, gates(gate()));
    expect(derived).toMatchObject({
      cause: 'admission',
      certainty: 'likely',
      candidates: [
        {
          cause: 'admission',
          check: CHECK_OF_THE_POLICY,
        },
      ],
    });
    expect(derived.remedy.text).toContain(
      'ValidatingAdmissionPolicy no-secrets',
    );
    expect(evidenceOf(derived)[0]).toBe(
      'ValidatingAdmissionPolicy no-secrets: binding that denies = everywhere',
    );
  });

  it.each([
    ['the rights of the operator are not known', { operatorRights: undefined }],
    ['the quotas are not known', { quotas: undefined }],
  ])('is a candidate alone where %s', (_, unknown) => {
    const derived = explain(DENIED, { ...gates(gate()), ...unknown });
    expect(derived).toMatchObject({ cause: 'other', certainty: 'unknown' });
    expect(derived.candidates.map(({ check }) => check)).toContainEqual(
      CHECK_OF_THE_POLICY,
    );
  });

  it('is a likely cause of a copy that was not written, and of no other step', () => {
    const notMade = (reason: string) =>
      derive(
        [
          asking,
          distribution('oauth', {
            status: { failedNamespaces: [{ namespace: 'app', reason }] },
          }),
          clusterSecretStore(),
        ],
        {
          refusalFacts: gates(
            gate(
              {},
              {
                apiGroups: ['*'],
                resources: ['externalsecrets'],
                operations: ['*'],
              },
            ),
          ),
        },
      );
    expect(notMade('could not create or update ExternalSecret')).toMatchObject({
      cause: 'admission',
      certainty: 'likely',
    });
    expect(notMade('could not add namespace finalizer').cause).toBe('other');
  });

  it('leaves only what the cluster does not rule out as candidates', () => {
    const causes = (said: string, known: RefusalFacts) =>
      explain(said, known).candidates.map(({ cause }) => cause);
    expect(causes(UPDATE_FAILED, gates(gate()))).toEqual([
      'template',
      'invalid-secret',
      'admission',
    ]);
    expect(causes(UPDATE_FAILED, gates())).toEqual([
      'template',
      'invalid-secret',
    ]);
    expect(
      causes(UPDATE_FAILED, {
        askedAt: AT,
        sourceRights: [],
      }),
    ).toEqual([
      'template',
      'invalid-secret',
      'admission',
      'quota',
      'permission',
    ]);
    expect(causes(GET_FAILED, gates())).toContain('permission');
  });

  it('that is not asked is no cause', () => {
    const elsewhere = gate({}, { ...RULE, operations: ['DELETE'] });
    expect(explain(DENIED, gates(elsewhere)).cause).toBe('other');
    expect(explain(DENIED, gates()).cause).toBe('other');
  });

  it('is no cause where the operator says nothing of a refusal', () => {
    expect(explain(UPDATE_FAILED, gates(gate())).cause).toBe('other');
    expect(explain('%7f', gates(gate())).cause).toBe('other');
  });

  it('may be behind an invalid object: an Opaque Secret of a manifest without faults', () => {
    expect(explain(INVALID, gates(gate()))).toMatchObject({
      cause: 'admission',
      certainty: 'likely',
    });
  });

  it('leaves the cause open where the Secret has a type that may be invalid', () => {
    const typed = distribution('oauth', {
      spec: {
        externalSecretSpec: {
          target: { template: { type: 'kubernetes.io/tls' } },
        },
      },
    });
    const child = childOf(typed, 'app', { status: failedStatus(INVALID) });
    const derived = derive([asking, typed, child, clusterSecretStore()], {
      refusalFacts: gates(gate()),
      faults: [],
    });
    expect(derived).toMatchObject({ cause: 'other', certainty: 'unknown' });
    expect(derived.candidates.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['invalid-secret', 'admission']),
    );
  });

  it('is not behind an invalid object where it is a webhook, whose refusal is another error', () => {
    const webhook = gate({ kind: 'ValidatingWebhookConfiguration' });
    expect(explain(INVALID, gates(webhook)).cause).toBe('invalid-secret');
  });
});
