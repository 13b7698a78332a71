import { DEFAULT_HUB_NAMES } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ApiAnswer, ClusterApi } from './ClusterApi';
import { examine } from './examine';
import { countFindings, humanReport } from './report';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const ESO = '/apis/external-secrets.io';
const POLICIES = [
  'central-secrets-request-labels',
  'central-secrets-protected-namespaces',
  'central-secrets-hub-store',
];

function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

const NOT_FOUND: ApiAnswer = { status: 404, body: { reason: 'NotFound' } };

/** The answers of a healthy hub, by path. */
function healthy(): Record<string, ApiAnswer> {
  return {
    '/version': ok({}),
    [ESO]: ok({ versions: [{ version: 'v1' }] }),
    [`${ESO}/v1`]: ok({
      resources: [
        'clusterexternalsecrets',
        'clustersecretstores',
        'externalsecrets',
        'secretstores',
      ].map(name => ({ name })),
    }),
    ...Object.fromEntries(
      POLICIES.flatMap(name => [
        [
          `${ADMISSION}/validatingadmissionpolicies/${name}`,
          ok({ spec: { failurePolicy: 'Fail', validations: [{}] } }),
        ],
        [
          `${ADMISSION}/validatingadmissionpolicybindings/${name}`,
          ok({
            spec: {
              policyName: name,
              validationActions: ['Deny'],
              paramRef: {
                name: 'central-secrets-access',
                namespace: 'central-secret-store',
                parameterNotFoundAction: 'Deny',
              },
            },
          }),
        ],
      ]),
    ),
    '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access':
      ok({
        data: {
          'request-label-prefix': 'secrets/',
          'request-label-users':
            'system:serviceaccount:backstage:central-secrets-writer\n',
          'request-label-groups': '',
          'protected-namespaces': 'kube-system\ncentral-secret-store\n',
          'hub-stores': 'central-secret-store',
          distributors:
            'system:serviceaccount:external-secrets:external-secrets',
          'hub-owner-groups': '',
        },
      }),
    [`${ESO}/v1/clustersecretstores`]: ok({
      items: [
        {
          metadata: { name: 'central-secret-store' },
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        },
      ],
    }),
    [`${ESO}/v1/clusterexternalsecrets`]: ok({ items: [] }),
    '/api/v1/namespaces': ok({ items: [] }),
  };
}

/** A cluster on which these answers are changed, and nobody's rights are asked for. */
async function examined(changes: Record<string, ApiAnswer> = {}) {
  const answers = { ...healthy(), ...changes };
  const api: ClusterApi = {
    server: 'https://hub.example',
    context: 'hub',
    ask: async (_method, path) => answers[path.split('?')[0]] ?? NOT_FOUND,
  };
  const examination = await examine(
    api,
    { names: DEFAULT_HUB_NAMES, identities: [] },
    () => {},
  );
  return {
    examination,
    codes: examination.checks.flatMap(({ findings }) =>
      findings.map(({ code }) => code),
    ),
  };
}

describe('examine', () => {
  it('finds nothing wrong with a healthy hub', async () => {
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
      'a policy that is not there',
      {
        [`${ADMISSION}/validatingadmissionpolicies/${POLICIES[0]}`]: NOT_FOUND,
      },
      ['policy-missing'],
    ],
    [
      'a policy that fails open',
      {
        [`${ADMISSION}/validatingadmissionpolicies/${POLICIES[0]}`]: ok({
          spec: { failurePolicy: 'Ignore', validations: [{}] },
        }),
      },
      ['policy-weak'],
    ],
    [
      'nobody trusted',
      {
        '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access':
          NOT_FOUND,
      },
      ['access-missing'],
    ],
    [
      'a key of the trusted missing',
      {
        '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access':
          ok({ data: {} }),
      },
      Array(7).fill('access-key-missing'),
    ],
    [
      'no store',
      { [`${ESO}/v1/clustersecretstores`]: ok({ items: [] }) },
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

  it('takes nothing for good that it may not see', async () => {
    const refused: ApiAnswer = { status: 403, body: { message: 'forbidden' } };
    const { examination, codes } = await examined(
      Object.fromEntries(
        Object.keys(healthy())
          .filter(path => path !== '/version')
          .map(path => [path, refused]),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(['cannot-examine']));
    expect(
      examination.checks
        .filter(({ check }) => check !== 'rights')
        .every(({ findings }) => findings.length > 0),
    ).toBe(true);
  });

  it('throws where the API server does not know who asks', async () => {
    await expect(
      examined({ '/version': { status: 401, body: {} } }),
    ).rejects.toThrow(/^https:\/\/hub\.example does not know who asks \(401\)/);
  });
});
