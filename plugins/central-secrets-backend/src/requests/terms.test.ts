import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RawObject } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { REPOSITORY, setUpGitOps } from '../__testUtils__/setUpGitOps';
import {
  selfService,
  setUpRequests,
  shop,
} from '../__testUtils__/setUpRequests';

const REVIEW = { 'central-secrets/approval': 'pull-request' };
const REASON = { 'central-secrets/reason': 'required' };
const ADDED = { 'secrets/registry': 'true' };

/** The distribution `registry`, and others that its label brings. */
const registry = (annotations: Record<string, string>) =>
  selfService('registry', annotations);
const neighbor = (annotations: Record<string, string>, selector?: object) =>
  selfService('neighbor', annotations, {
    namespaceSelectors: [selector ?? { matchLabels: ADDED }],
  });
const inCluster = (...objects: RawObject[]) => setUpRequests({ objects });
const inMode = (mode: 'cluster' | 'gitops', ...objects: RawObject[]) =>
  setUpGitOps({ mode, objects });

async function refusalOf(request: Promise<unknown>): Promise<Error> {
  return request.then(
    () => new Error('The request was accepted'),
    error => error,
  );
}

describe('a distribution that asks for a reason', () => {
  it.each([undefined, '', ' \n'])(
    'is not given for the reason %j, and nothing is called',
    async reason => {
      const { ask, writer, history } = inCluster(registry(REASON));
      await expect(refusalOf(ask({ reason }))).resolves.toEqual(
        expect.objectContaining({
          name: 'InputError',
          message:
            'reason: the distribution registry asks for the reason of each request (central-secrets/reason: required); say in "reason" why it is needed',
        }),
      );
      expect(writer.sent).toEqual([]);
      expect(history.recorded.size).toBe(0);
    },
  );

  it('is given for a reason, which is recorded', async () => {
    const { ask, writer, history } = inCluster(registry(REASON));
    await ask({ reason: 'We pull images.' });
    expect(writer.labels('shop')).toEqual(expect.objectContaining(ADDED));
    expect(history.recorded.get('request-1')?.reason).toBe('We pull images.');
  });

  it('opens no pull request without one', async () => {
    const { ask, repository } = inMode('gitops', registry(REASON));
    await expect(refusalOf(ask())).resolves.toEqual(
      expect.objectContaining({ name: 'InputError' }),
    );
    expect(repository.pullRequests).toEqual([]);
  });

  it('says so in a dry run, which needs none', async () => {
    const { ask } = inCluster(registry(REASON));
    const { plan } = await ask({ dryRun: true });
    expect(plan.requires).toEqual({
      review: false,
      reviewers: [],
      reason: true,
    });
  });

  it('is given back without one', async () => {
    const { ask, writer } = setUpRequests({
      now: shop(ADDED),
      objects: [registry(REASON)],
    });
    await ask({ action: 'remove' });
    expect(writer.labels('shop')).not.toHaveProperty('secrets/registry');
  });
});

describe('a distribution that is given only by a reviewed pull request', () => {
  const reviewed = registry({
    ...REVIEW,
    'central-secrets/reviewers': 'security, user:default/ann',
  });

  it('opens one in mode cluster too, which names its reviewers', async () => {
    const { ask, writer, repository } = inMode('cluster', reviewed);
    const { plan, pullRequestUrl } = await ask();
    expect(pullRequestUrl).toBe(`${REPOSITORY}/pulls/1`);
    expect(plan.requires).toEqual({
      review: true,
      reviewers: ['group:default/security', 'user:default/ann'],
      reason: false,
    });
    const [{ body }] = repository.pullRequests;
    expect(body).toContain(
      '### Review\n\nBy `group:default/security`, `user:default/ann`.',
    );
    expect(writer.sent).toEqual([]);
    expect(writer.reads).toBe(0);
  });

  it('is refused where no file of the namespace is known, and the tab says the same', async () => {
    const { ask, available, writer, history } = inCluster(reviewed);
    const refusal =
      'It is given only by a reviewed pull request, and no file is configured for the namespace shop of cluster hub; ask the platform team to add it (centralSecrets.requests.gitops.repositories), or to change the label in Git';
    await expect(refusalOf(ask())).resolves.toEqual(
      expect.objectContaining({ name: 'NotAllowedError', message: refusal }),
    );
    expect(writer.sent).toEqual([]);
    expect(history.recorded.size).toBe(0);
    const offer = (await available()).get('registry')!;
    expect(offer.requestable).toBe(false);
    expect(renderMessage(offer.reason!)).toBe(refusal);
  });

  it('still shows the labels in a dry run there, for those who change them in Git themselves', async () => {
    const { ask } = inCluster(reviewed);
    const { plan, applied } = await ask({ dryRun: true });
    expect([plan.add, applied]).toEqual([ADDED, false]);
  });

  it('is given back at once', async () => {
    const { ask, writer } = setUpRequests({
      now: shop(ADDED),
      objects: [reviewed],
    });
    await ask({ action: 'remove' });
    expect(writer.labels('shop')).not.toHaveProperty('secrets/registry');
  });

  it('is not given in the cluster where the annotation came while the request was under way', async () => {
    const { ask, writer, cluster } = inCluster(registry({}));
    const { read } = writer;
    writer.read = async name => {
      cluster.put(reviewed);
      return read.call(writer, name);
    };
    await expect(refusalOf(ask())).resolves.toEqual(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining('repeat the request'),
      }),
    );
    expect(writer.sent).toEqual([]);
  });
});

describe('a distribution for some environments', () => {
  const ENVIRONMENTS = {
    'central-secrets/environments': 'staging, production',
  };
  const setUpIn = (
    labels: Record<string, string>,
    annotations = ENVIRONMENTS,
    ...others: RawObject[]
  ) =>
    setUpRequests({
      now: shop(labels),
      objects: [registry(annotations), ...others],
      environmentLabel: 'example.com/environment',
    });

  it('is given in one of them', async () => {
    const { ask, writer } = setUpIn({ 'example.com/environment': 'staging' });
    await ask();
    expect(writer.labels('shop')).toEqual(expect.objectContaining(ADDED));
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'another one',
      { 'example.com/environment': 'dev' },
      'Only for namespaces whose label example.com/environment is staging, production, and shop has dev',
    ],
    [
      'none',
      { environment: 'staging' },
      'Only for namespaces whose label example.com/environment is staging, production, and shop has no such label',
    ],
  ])(
    'is not given in %s, and the tab says the same',
    async (_, labels, refusal) => {
      const { ask, available, writer } = setUpIn(labels);
      for (const dryRun of [true, false]) {
        const { name, message } = await refusalOf(ask({ dryRun }));
        expect(name).toBe('NotAllowedError');
        expect(message).toContain(refusal);
      }
      expect(writer.sent).toEqual([]);
      const offer = (await available()).get('registry')!;
      expect([offer.requestable, renderMessage(offer.reason!)]).toEqual([
        false,
        refusal,
      ]);
    },
  );

  it('is given nowhere where no label says the environment', async () => {
    const { ask } = setUpRequests({
      now: shop({ environment: 'staging' }),
      objects: [registry(ENVIRONMENTS)],
    });
    expect((await refusalOf(ask())).name).toBe('NotAllowedError');
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['staging', {}, true],
    ['dev', {}, false],
    ['dev', { 'central-secrets/environments': 'dev' }, false],
  ])(
    'comes in %s beside another one only where it may be there',
    async (environment, asked, isGiven) => {
      const { ask, writer } = setUpIn(
        { 'example.com/environment': environment },
        asked as typeof ENVIRONMENTS,
        neighbor(ENVIRONMENTS),
      );
      const refusal = await refusalOf(ask());
      expect(refusal.message === 'The request was accepted').toBe(isGiven);
      expect(Object.hasOwn(writer.labels('shop'), 'secrets/registry')).toBe(
        isGiven,
      );
    },
  );

  it('is given back anywhere', async () => {
    const { ask, writer } = setUpIn({ ...ADDED });
    await ask({ action: 'remove' });
    expect(writer.labels('shop')).not.toHaveProperty('secrets/registry');
  });
});

describe('a label that brings a distribution with stricter terms', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['a review', {}, REVIEW],
    ['a reason', {}, REASON],
    ['a review beside a reason', REASON, REVIEW],
    [
      'other reviewers',
      { ...REVIEW, 'central-secrets/reviewers': 'security' },
      { ...REVIEW, 'central-secrets/reviewers': 'platform' },
    ],
  ])('is not added: %s', async (_, asked, stricter) => {
    for (const started of [
      inCluster(registry(asked), neighbor(stricter)),
      inMode('cluster', registry(asked), neighbor(stricter)),
      inMode('gitops', registry(asked), neighbor(stricter)),
    ]) {
      const { ask, writer } = started;
      const refusal = await refusalOf(ask({ reason: 'We need it.' }));
      expect(refusal.name).toBe('NotAllowedError');
      expect(writer.sent).toEqual([]);
    }
  });

  it('is added where the requested one asks for as much', async () => {
    const { ask, repository } = inMode(
      'gitops',
      registry({ ...REVIEW, ...REASON }),
      neighbor(REVIEW),
    );
    await ask({ reason: 'We need it.' });
    expect(repository.pullRequests).toHaveLength(1);
  });

  it('is not removed where its absence brings it', async () => {
    const { ask, writer } = setUpRequests({
      now: shop(ADDED),
      objects: [
        neighbor(REVIEW, {
          matchExpressions: [
            { key: 'secrets/registry', operator: 'NotIn', values: ['true'] },
          ],
        }),
      ],
    });
    const refusal = await refusalOf(ask({ action: 'remove' }));
    expect(refusal.message).toContain(
      'neighbor (It is given only with a review or a reason, or in an environment, which this change does not have)',
    );
    expect(writer.sent).toEqual([]);
  });
});
