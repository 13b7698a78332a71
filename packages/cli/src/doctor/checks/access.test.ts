import {
  accessData,
  ACCESS_PATH,
  examined,
  FORBIDDEN,
  listOf,
  NOT_FOUND,
  ok,
} from '../__testUtils__/healthyHub';
import { isHarmless } from '../finding';

const WRITER = 'system:serviceaccount:backstage:central-secrets-writer';
const ARGO_CD = 'system:serviceaccount:argocd:argocd-application-controller';
const ARGO_ACCOUNT =
  '/api/v1/namespaces/argocd/serviceaccounts/argocd-application-controller';
const PROJECTS = '/apis/argoproj.io/v1alpha1/appprojects';
const APPLICATIONS = '/apis/argoproj.io/v1alpha1/applications';

const found = async (
  data: Record<string, string>,
  answers: Parameters<typeof examined>[0] = {},
) => (await examined({ [ACCESS_PATH]: accessData(data), ...answers })).findings;

describe('the identities that the policies trust', () => {
  it.each([
    [
      'a key that an earlier version did not have',
      { 'team-vault-servers': undefined as unknown as string },
      'access-key-missing',
      /team-vault-servers/,
    ],
    [
      'a writer that is not named',
      { 'request-label-writers': '' },
      'access-not-trusted',
      /request-label-writers does not name .*central-secrets-writer/,
    ],
    [
      'a writer that nothing limits',
      { 'request-label-writers': '', 'request-label-users': WRITER },
      'access-writer-unlimited',
      /nothing limits it/,
    ],
    [
      'an operator that is not named',
      { distributors: '' },
      'access-not-trusted',
      /distributors does not name/,
    ],
    [
      'a hub that is not protected',
      { 'protected-namespaces': 'kube-system' },
      'access-not-trusted',
      /protected-namespaces does not name central-secret-store/,
    ],
  ])('reports %s', async (_what, data, code, message) => {
    expect(await found(data)).toMatchObject([
      { code, message: expect.stringMatching(message) },
    ]);
  });

  it.each([
    'request-label-users',
    'hub-owner-users',
    'distributors',
    'request-label-writers',
  ])('reports a trusted account that does not exist in %s', async key => {
    const { data } = accessData().body;
    const findings = await found({ [key]: `${data[key]}\n${ARGO_CD}\n` });
    expect(findings).toMatchObject([
      {
        code: 'trusted-account-missing',
        about: 'ServiceAccount argocd/argocd-application-controller',
        message: expect.stringContaining(`${key} trusts it`),
      },
    ]);
  });

  it('does not assume that an unreadable account exists', async () => {
    const findings = await found(
      { 'request-label-users': ARGO_CD },
      { [ARGO_ACCOUNT]: FORBIDDEN },
    );
    expect(findings).toMatchObject([
      { code: 'cannot-examine', severity: 'unknown' },
    ]);
  });

  it('looks up only service accounts: users and groups are not objects', async () => {
    expect(
      await found({ 'hub-owner-users': 'petra\nsystem:serviceaccount:x' }),
    ).toEqual([]);
  });
});

describe('a trusted Argo CD', () => {
  const project = (name: string, spec: object) => ({
    metadata: { namespace: 'argocd', name },
    spec,
  });
  const everything = [{ group: '*', kind: '*' }];

  const foundWith = (
    answers: Parameters<typeof examined>[0],
    key = 'request-label-users',
  ) => found({ [key]: ARGO_CD }, { [ARGO_ACCOUNT]: ok({}), ...answers });

  it('is reported with the projects that may bring a Namespace, because it sets request labels for them', async () => {
    const findings = await foundWith({
      [PROJECTS]: listOf(
        project('default', { clusterResourceWhitelist: everything }),
        project('named', {
          clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
        }),
        project('globbed', {
          clusterResourceWhitelist: [{ group: '', kind: 'Name*' }],
        }),
        project('other-kinds', {
          clusterResourceWhitelist: [
            { group: 'rbac.authorization.k8s.io', kind: '*' },
            { group: '', kind: 'Node' },
          ],
        }),
        project('forbidden', {
          clusterResourceWhitelist: everything,
          clusterResourceBlacklist: [{ group: '', kind: 'Namespace' }],
        }),
        project('none', {}),
        project('odd', { clusterResourceWhitelist: [null, { kind: 1 }] }),
      ),
      [APPLICATIONS]: listOf(),
    });
    expect(findings).toMatchObject([
      {
        code: 'gitops-may-set-request-labels',
        about: ARGO_CD,
        message: expect.stringMatching(
          /: argocd\/default, argocd\/named, argocd\/globbed$/,
        ),
      },
    ]);
  });

  it('is reported with the applications that label their namespace', async () => {
    const application = (name: string, labels: object | undefined) =>
      project(name, {
        syncPolicy: { managedNamespaceMetadata: { labels } },
      });
    const findings = await foundWith({
      [PROJECTS]: listOf(),
      [APPLICATIONS]: listOf(
        application('shop', { 'secrets/github': 'true' }),
        application('other', { team: 'shop' }),
        application('none', undefined),
        project('plain', {}),
      ),
    });
    expect(findings).toMatchObject([
      {
        code: 'gitops-may-set-request-labels',
        message: expect.stringMatching(/created for them: argocd\/shop$/),
      },
    ]);
  });

  it('names the first of many projects, and the number of the others', async () => {
    const projects = Array.from({ length: 13 }, (_, index) =>
      project(`p${index}`, { clusterResourceWhitelist: everything }),
    );
    const [finding] = await foundWith({
      [PROJECTS]: listOf(...projects),
      [APPLICATIONS]: listOf(),
    });
    expect(finding.message).toMatch(/argocd\/p9 and 3 more$/);
  });

  it.each([
    [
      'no project and no application may',
      { [PROJECTS]: listOf(), [APPLICATIONS]: listOf() },
      'request-label-users',
    ],
    ['there is no Argo CD', { [PROJECTS]: NOT_FOUND }, 'request-label-users'],
    [
      'it is trusted with something else',
      {
        [PROJECTS]: listOf(
          project('default', { clusterResourceWhitelist: everything }),
        ),
      },
      'hub-owner-users',
    ],
  ])('is not reported where %s', async (_when, answers, key) => {
    expect(await foundWith(answers, key)).toEqual([]);
  });

  it('is reported as not examined where projects may not be read, which is not an error', async () => {
    const findings = await foundWith({ [PROJECTS]: FORBIDDEN });
    expect(findings).toMatchObject([{ code: 'cannot-examine' }]);
    expect(findings.every(isHarmless)).toBe(true);
  });
});
