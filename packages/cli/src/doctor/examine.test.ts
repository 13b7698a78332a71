import { DEFAULT_HUB_NAMES } from '@central-secrets/manifest-rules';
import {
  ACCESS_PATH,
  examined,
  FORBIDDEN,
  healthy,
  listOf,
  NOT_FOUND,
  ok,
  policyOf,
} from './__testUtils__/healthyHub';
import { ApiAnswer } from './ClusterApi';
import { countFindings, countNotices, humanReport, jsonReport } from './report';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const ESO = '/apis/external-secrets.io';
const POLICY = 'central-secrets-team-stores';
const POLICY_PATH = `${ADMISSION}/validatingadmissionpolicies/${POLICY}`;

/** The policy with some fields of its specification changed. */
function policyWith(change: object): ApiAnswer {
  const policy = policyOf('ValidatingAdmissionPolicy', POLICY);
  return ok({ ...policy, spec: { ...policy.spec, ...change } });
}

describe('examine', () => {
  it('finds no problem on a healthy hub', async () => {
    const { codes, examination } = await examined();
    expect(codes).toEqual([]);
    expect(humanReport(examination)).toMatch(/\n0 problems\n$/);
  });

  it.each<[string, Record<string, ApiAnswer>, string[]]>([
    ['no operator', { [ESO]: NOT_FOUND }, ['api-missing']],
    [
      'an operator before 0.16',
      { [ESO]: ok({ versions: [{ version: 'v1beta1' }] }) },
      ['api-version-not-served'],
    ],
    [
      'a kind that is not installed',
      { [`${ESO}/v1`]: ok({ resources: [] }) },
      Array(4).fill('kind-not-served'),
    ],
    [
      'a policy that does not exist',
      {
        [POLICY_PATH]: NOT_FOUND,
      },
      ['policy-missing'],
    ],
    [
      'a policy that fails open',
      {
        [POLICY_PATH]: policyWith({ failurePolicy: 'Ignore' }),
      },
      ['policy-weak'],
    ],
    [
      'a policy that checks less',
      {
        [POLICY_PATH]: policyWith({
          matchConstraints: { resourceRules: [] },
        }),
      },
      ['policy-weak'],
    ],
    [
      'a policy that is skipped',
      {
        [POLICY_PATH]: policyWith({
          matchConditions: [{ name: 'off', expression: 'false' }],
        }),
      },
      ['policy-weak'],
    ],
    [
      'a policy of another version',
      { [POLICY_PATH]: policyWith({ variables: [] }) },
      ['policy-differs'],
    ],
    [
      'no trusted identity',
      {
        [ACCESS_PATH]: NOT_FOUND,
      },
      ['access-missing'],
    ],
    [
      'a missing key of trusted identities',
      {
        [ACCESS_PATH]: ok({ data: {} }),
      },
      Array(15).fill('access-key-missing'),
    ],
    [
      'no store',
      { [`${ESO}/v1/clustersecretstores`]: listOf() },
      ['store-missing'],
    ],
    [
      'a store that is not Ready',
      {
        [`${ESO}/v1/clustersecretstores`]: ok({
          items: [
            {
              metadata: { name: 'a' },
              status: {
                conditions: [
                  {
                    type: 'Ready',
                    status: 'False',
                    message: 'unable to validate store',
                  },
                ],
              },
            },
            { metadata: { name: 'b' } },
          ],
        }),
      },
      ['store-not-ready', 'store-not-ready'],
    ],
  ])('names %s', async (_, changes, codes) => {
    const found = await examined(changes);
    expect(found.codes).toEqual(codes);
    expect(countFindings(found.examination)).toEqual({
      problems: codes.length,
      unknown: 0,
      fixed: 0,
    });
  });

  it('does not assume that unreadable objects are right', async () => {
    const { examination, codes } = await examined(
      Object.fromEntries(
        Object.keys(healthy())
          .filter(path => path !== '/version')
          .map(path => [path, FORBIDDEN]),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(['cannot-examine']));
    expect(
      examination.checks
        .filter(({ check }) => check !== 'rights')
        .every(({ findings }) => findings.length > 0),
    ).toBe(true);
  });

  it("shows the API server's message in one line, and without credentials", async () => {
    const canary = 'canary-0123456789';
    const refused: ApiAnswer = {
      status: 500,
      body: { message: `cannot read "${canary}": \u001b[2J\n::error::b` },
    };
    const { examination } = await examined({
      [`${ESO}/v1/clustersecretstores`]: refused,
    });
    const report = humanReport(examination);
    expect(report).toContain('cannot read "[hidden]": \\u001b[2J\n');
    expect(report).not.toContain(canary);
    expect(report).not.toContain('::error');
  });

  it('throws where the API server refuses the credentials', async () => {
    await expect(
      examined({ '/version': { status: 401, body: {} } }),
    ).rejects.toThrow(
      /^https:\/\/hub\.example refused the credentials \(401\)/,
    );
  });

  it('reports a finding that a hub owner accepts as a notice, and no other', async () => {
    const changes = { [`${ESO}/v1/clustersecretstores`]: listOf() };
    const code = 'store-missing:ClusterSecretStores';
    const { examination } = await examined(changes, { accepted: [code] });
    expect(countFindings(examination).problems).toBe(0);
    expect(countNotices(examination)).toBe(1);
    expect(humanReport(examination)).toMatch(
      /^ok {6}Stores .*\n {2}notice store-missing\n/m,
    );
    expect(humanReport(examination)).toMatch(/\n0 problems, 1 notice\n$/);
    expect(JSON.parse(jsonReport(examination))).toMatchObject({
      problemCount: 0,
      noticeCount: 1,
    });
    const other = await examined(changes, { accepted: [`${code}-b`] });
    expect(countFindings(other.examination).problems).toBe(1);
  });

  it('asks for the rights of the account that a store of the hub really uses', async () => {
    const [store] = healthy()[`${ESO}/v1/clustersecretstores`].body.items;
    const serviceAccount = { name: 'other', namespace: 'platform' };
    const provider = { kubernetes: { auth: { serviceAccount } } };
    const { findings } = await examined(
      {
        [`${ESO}/v1/clustersecretstores`]: listOf({
          ...store,
          spec: { provider },
        }),
        '/apis/authorization.k8s.io/v1/subjectaccessreviews': ok({
          status: { allowed: true },
        }),
      },
      { identities: ['store'], names: DEFAULT_HUB_NAMES },
    );
    const excess = findings.filter(({ code }) => code === 'right-excess');
    expect(excess.map(({ about }) => about)).toEqual([
      "The store's account (service account central-secret-store/central-secret-store-reader)",
      "The store's account (service account platform/other)",
    ]);
  });
});
