import { ApiAnswer, ClusterApi } from '../ClusterApi';
import { ExpectedRights } from '../hub/expectedRights';
import { Right, RightsEntry } from '../hub/rights';
import { askingUser, checkRights } from './rights';

const REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const OWN_REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const ANNA = { kind: 'User' as const, name: 'anna' };

const entry = (
  resources: string[],
  verbs: string[],
  where: { namespace?: string; name?: string } = {},
): RightsEntry => ({
  group: '',
  resources,
  verbs,
  why: 'it must be so',
  ...where,
});

function identity(changes: Partial<ExpectedRights> = {}): ExpectedRights {
  return {
    identity: 'reader',
    title: 'The reader',
    subject: ANNA,
    needs: [],
    mustNot: [],
    ...changes,
  };
}

const answer = (allowed: unknown): ApiAnswer => ({
  status: 201,
  body: { status: { allowed } },
});
const FORBIDDEN: ApiAnswer = { status: 403, body: {} };

/** Checks one identity against an API server that answers each review by its verb. */
async function check(
  expected: ExpectedRights,
  reply: (verb: string, path: string) => ApiAnswer,
  user?: string,
) {
  const asked: { path: string; spec: Record<string, any> }[] = [];
  const progress: string[] = [];
  const api: ClusterApi = {
    server: 'https://hub.example',
    context: 'hub',
    ask: async (_method, path, body) => {
      const { spec } = body as { spec: Record<string, any> };
      asked.push({ path, spec });
      return reply((spec.resourceAttributes as Right).verb, path);
    },
  };
  const result = await checkRights(api, [expected], user, text =>
    progress.push(text),
  );
  return { ...result, asked, progress };
}

describe('the rights of an identity', () => {
  it('are in order where it has what it needs, and nothing that it must not have', async () => {
    const { findings, scope, progress, asked } = await check(
      identity({
        needs: [entry(['namespaces'], ['get', 'list'])],
        mustNot: [entry(['secrets'], ['delete'])],
      }),
      verb => answer(verb !== 'delete'),
    );
    expect(findings).toEqual([]);
    expect(scope).toBe('3 rights of 1 identities');
    expect(progress).toEqual([
      'rights: 1 of at most 3 asked for',
      'rights: 2 of at most 3 asked for',
      'rights: 3 of at most 3 asked for',
    ]);
    expect(asked).toHaveLength(3);
  });

  it('are asked for in the name of the identity, each with its place', async () => {
    const { asked } = await check(
      identity({
        needs: [
          entry(['pods/exec'], ['create'], { namespace: 'hub', name: 'a' }),
        ],
      }),
      () => answer(true),
    );
    expect(asked).toEqual([
      {
        path: REVIEWS,
        spec: {
          user: 'anna',
          groups: ['system:authenticated'],
          resourceAttributes: {
            verb: 'create',
            group: '',
            resource: 'pods',
            subresource: 'exec',
            namespace: 'hub',
            name: 'a',
          },
        },
      },
    ]);
  });

  it('are missing: one finding for each purpose, by resource', async () => {
    const { findings } = await check(
      identity({
        needs: [
          entry(['namespaces', 'events'], ['get', 'list', 'watch']),
          entry(['pods'], ['get']),
        ],
      }),
      verb => answer(verb === 'get'),
    );
    expect(findings).toEqual([
      {
        code: 'right-missing',
        severity: 'problem',
        about: 'The reader (user anna)',
        message:
          'cannot list, watch namespaces; list, watch events; it must be so',
        remedy:
          'apply its role in deploy/ again: kubectl apply --server-side -k deploy/overlays/hub',
      },
    ]);
  });

  it('are too many: each kind is told', async () => {
    const { findings } = await check(
      identity({
        mustNot: [
          entry(['secrets'], ['get', 'list']),
          entry(['pods'], ['create']),
          entry(['nodes'], ['get']),
        ],
      }),
      verb => answer(verb !== 'list'),
    );
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['right-excess', 'can get secrets; it must be so'],
      ['right-excess', 'can create pods; it must be so'],
      ['right-excess', 'can get nodes; it must be so'],
    ]);
    expect(findings[0].remedy).toMatch(/^find its binding .* grep anna$/);
  });

  it('are told once where it may do everything', async () => {
    const { findings } = await check(
      identity({
        mustNot: [entry(['*'], ['*']), entry(['secrets'], ['get'])],
      }),
      () => answer(true),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      'can do everything; it must be so',
    ]);
  });

  it.each(['true', 1, undefined])(
    'are not taken for granted by the answer %j',
    async allowed => {
      const { findings } = await check(
        identity({ needs: [entry(['pods'], ['get'])] }),
        () => answer(allowed),
      );
      expect(findings).toHaveLength(1);
    },
  );

  it('end the check where the API server fails', async () => {
    await expect(
      check(identity({ needs: [entry(['pods'], ['get'])] }), () => ({
        status: 500,
        body: { message: 'no database' },
      })),
    ).rejects.toThrow('cannot ask for rights: no database');
  });
});

describe('the rights of an identity that the user may not ask for', () => {
  const needs = [entry(['pods'], ['get', 'list'])];
  const ownOnly = (verb: string, path: string) =>
    path === OWN_REVIEWS ? answer(verb === 'get') : FORBIDDEN;

  it.each([
    ['needs', { needs }],
    ['must not have', { mustNot: needs }],
  ])('are unknown, where it %s some', async (_case, rights) => {
    const { findings } = await check(identity(rights), () => FORBIDDEN, 'bob');
    expect(findings).toEqual([
      {
        code: 'cannot-examine',
        severity: 'unknown',
        about: 'The reader (user anna)',
        message:
          'bob may not check the rights of others (create subjectaccessreviews.authorization.k8s.io): run the command as an auditor or an administrator',
      },
    ]);
  });

  it('are unknown, where only one of the answers is refused', async () => {
    const { findings } = await check(identity({ needs }), verb =>
      verb === 'get' ? answer(false) : FORBIDDEN,
    );
    expect(findings).toMatchObject([
      {
        severity: 'unknown',
        message: expect.stringMatching(/^you may not check/),
      },
    ]);
  });

  it("are asked for as the user's own, where it is the user", async () => {
    const { findings, asked } = await check(
      identity({ needs }),
      ownOnly,
      'anna',
    );
    expect(findings).toMatchObject([
      { code: 'right-missing', message: 'cannot list pods; it must be so' },
    ]);
    const own = asked.filter(({ path }) => path === OWN_REVIEWS);
    expect(own.map(({ spec }) => spec)).toEqual(
      ['get', 'list'].map(verb => ({
        resourceAttributes: expect.objectContaining({
          verb,
          group: '',
          resource: 'pods',
        }),
      })),
    );
  });

  it('are not the rights of another user', async () => {
    const { findings } = await check(identity({ needs }), ownOnly, 'bob');
    expect(findings).toMatchObject([{ severity: 'unknown' }]);
  });
});

describe('the user who asks', () => {
  const userBy = (reply: ApiAnswer) =>
    askingUser({
      server: 'https://hub.example',
      context: 'hub',
      ask: async () => reply,
    });

  it.each<[ApiAnswer, string | undefined]>([
    [
      { status: 201, body: { status: { userInfo: { username: 'anna' } } } },
      'anna',
    ],
    [{ status: 201, body: {} }, undefined],
    [{ status: 201, body: { status: {} } }, undefined],
    [{ status: 404, body: {} }, undefined],
    [
      { status: 403, body: { status: { userInfo: { username: 'anna' } } } },
      undefined,
    ],
  ])('is, by the answer %j: %s', async (reply, user) => {
    expect(await userBy(reply)).toBe(user);
  });
});
