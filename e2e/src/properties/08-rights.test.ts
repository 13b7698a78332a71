import { theWorld } from '../jest/globals';

const READER = 'system:serviceaccount:backstage:central-secrets-reader';
const WRITER = 'system:serviceaccount:backstage:central-secrets-writer';
const STORE = 'system:serviceaccount:external-secrets:external-secrets';

const EVERY_VERB = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];
const EVERY_WRITE = EVERY_VERB.slice(3);
const ESO = 'external-secrets.io';

/** Rights that an identity must not have: [group, resource, namespace, verbs]. */
type Forbidden = [string, string, string | undefined, readonly string[]];

const NEVER_FOR_BACKSTAGE: Forbidden[] = [
  ['', 'secrets', undefined, EVERY_VERB],
  ['', 'secrets', 'central-secret-store', EVERY_VERB],
  ['', 'configmaps', 'central-secret-store', EVERY_VERB],
  ['', 'serviceaccounts/token', 'external-secrets', ['create']],
  ['', 'pods/exec', undefined, ['create']],
  ['', 'users', undefined, ['impersonate']],
  ['', 'namespaces', undefined, ['create', 'update', 'delete']],
  ['', 'namespaces/finalize', undefined, EVERY_WRITE],
  [ESO, 'clusterexternalsecrets', undefined, EVERY_WRITE],
  [ESO, 'externalsecrets', undefined, EVERY_WRITE],
  [ESO, 'clustersecretstores', undefined, EVERY_WRITE],
  [ESO, 'secretstores', undefined, EVERY_WRITE],
  [ESO, 'pushsecrets', undefined, EVERY_WRITE],
  ['rbac.authorization.k8s.io', 'clusterroles', undefined, EVERY_WRITE],
  [
    'rbac.authorization.k8s.io',
    'clusterroles',
    undefined,
    ['bind', 'escalate'],
  ],
  [
    'admissionregistration.k8s.io',
    'validatingadmissionpolicies',
    undefined,
    EVERY_WRITE,
  ],
];

describe('what the identities of deploy/ must not be able to do', () => {
  /** As the API server's own authorizer sees it. */
  async function allowed(
    user: string,
    [group, resource, namespace, verbs]: Forbidden,
  ): Promise<string[]> {
    const [name, subresource] = resource.split('/');
    const answers = await Promise.all(
      verbs.map(async verb => {
        const { body } = await theWorld().platform.api.ask(
          'POST',
          '/apis/authorization.k8s.io/v1/subjectaccessreviews',
          {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: {
              user,
              groups: ['system:serviceaccounts', 'system:authenticated'],
              resourceAttributes: {
                group,
                resource: name,
                subresource,
                namespace,
                verb,
              },
            },
          },
        );
        return body.status.allowed ? [`${verb} ${resource}`] : [];
      }),
    );
    return answers.flat();
  }

  it.each<[string, Forbidden[]]>([
    [
      READER,
      [...NEVER_FOR_BACKSTAGE, ['', 'namespaces', undefined, ['patch']]],
    ],
    [
      WRITER,
      [
        ...NEVER_FOR_BACKSTAGE,
        ['', 'namespaces', undefined, ['list', 'watch']],
        ['', 'events', undefined, EVERY_VERB],
        [ESO, 'externalsecrets', undefined, EVERY_VERB],
      ],
    ],
    [
      STORE,
      [
        ['', 'secrets', undefined, EVERY_VERB],
        ['', 'secrets', 'kube-system', EVERY_VERB],
        ['', 'secrets', 'default', EVERY_VERB],
        ['', 'secrets', 'central-secret-store', EVERY_WRITE],
      ],
    ],
  ])('%s', async (user, forbidden) => {
    const found = await Promise.all(forbidden.map(each => allowed(user, each)));
    expect(found.flat()).toEqual([]);
  });

  it('is asked of an authorizer that says yes to what they are for', async () => {
    expect(
      await allowed(READER, ['', 'namespaces', undefined, ['watch']]),
    ).toHaveLength(1);
    expect(
      await allowed(WRITER, ['', 'namespaces', undefined, ['patch']]),
    ).toHaveLength(1);
    expect(
      await allowed(STORE, ['', 'secrets', 'central-secret-store', ['get']]),
    ).toHaveLength(1);
  });
});
