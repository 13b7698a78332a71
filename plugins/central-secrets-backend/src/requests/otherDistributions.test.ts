import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  distribution,
  externalSecret,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  selfService,
  setUpRequests as setUp,
  shop,
} from '../__testUtils__/setUpRequests';

const LABEL = 'secrets/registry';

const selecting = (...namespaceSelectors: object[]) => ({
  spec: { namespaceSelectors } as never,
});
const registryLabel = { matchLabels: { [LABEL]: 'true' } };
const expression = (operator: string, values?: string[]) => ({
  matchExpressions: [{ key: LABEL, operator, values }],
});

/** A distribution that only the platform team gives out. */
const platformOnly = (...selectors: object[]) =>
  distribution('platform-only', selecting(...selectors));

async function refusalOf(
  { ask, writer, history }: ReturnType<typeof setUp>,
  body: object = {},
): Promise<string> {
  const before = writer.labels('shop');
  const refusals: string[] = [];
  for (const dryRun of [true, false]) {
    const refusal = await ask({ ...body, dryRun }).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(refusal?.name).toBe('NotAllowedError');
    refusals.push(refusal!.message);
  }
  expect(refusals[0]).toBe(refusals[1]);
  expect(writer.sent).toEqual([]);
  expect(writer.labels('shop')).toEqual(before);
  expect(history.recorded.size).toBe(0);
  return refusals[0];
}

describe('A request is refused that brings another distribution', () => {
  it('which is not self-service', async () => {
    const started = setUp({ objects: [platformOnly(registryLabel)] });
    expect(await refusalOf(started)).toBe(
      'The change of labels (secrets/registry=true) would also bring to shop distributions that cannot be requested here: platform-only (Not self-service: the platform team gives it out). Ask the platform team to give these distributions labels of their own',
    );
  });

  it('which is for other owners', async () => {
    const theirs = selfService(
      'theirs',
      { 'central-secrets/allowed-owners': 'group:default/another' },
      selecting(registryLabel).spec,
    );
    expect(await refusalOf(setUp({ objects: [theirs] }))).toContain(
      'theirs (Only for group:default/another)',
    );
  });

  it.each<[string, RawObject[]]>([
    ['whose copy is left in the namespace', [childOf(platformOnly(), 'shop')]],
    [
      'whose name the team has taken',
      [externalSecret('platform-only', 'shop')],
    ],
  ])('%s', async (_case, objects) => {
    const started = setUp({
      objects: [platformOnly(registryLabel), ...objects],
    });
    expect(await refusalOf(started)).toContain('platform-only');
  });

  it('which waits for the correction of another selector', async () => {
    const started = setUp({
      objects: [platformOnly(registryLabel, expression('Is'))],
    });
    expect(await refusalOf(started)).toContain('platform-only');
  });

  it('which is being deleted, and may be created again', async () => {
    const leaving = distribution('leaving', {
      ...selecting(registryLabel),
      metadata: { deletionTimestamp: '2026-11-23T05:59:00Z' },
    });
    expect(await refusalOf(setUp({ objects: [leaving] }))).toContain('leaving');
  });

  it('whatever value the label gets', async () => {
    const any = selfService('any', {}, selecting(expression('Exists')).spec);
    const started = setUp({
      objects: [any, platformOnly(expression('Exists'))],
    });
    expect(await refusalOf(started, { distribution: 'any' })).toContain(
      'platform-only',
    );
  });

  it('by the removal of a label', async () => {
    const started = setUp({
      now: shop({ [LABEL]: 'true' }),
      objects: [platformOnly(expression('NotIn', ['true']))],
    });
    expect(await refusalOf(started, { action: 'remove' })).toBe(
      'The change of labels (secrets/registry-) would also bring to shop distributions that cannot be requested here: platform-only (Not self-service: the platform team gives it out). Ask the platform team to give these distributions labels of their own',
    );
  });

  it('named five at most', async () => {
    const started = setUp({
      objects: Array.from({ length: 30 }, (_, index) =>
        distribution(`other-${10 + index}`, selecting(registryLabel)),
      ),
    });
    const refusal = await refusalOf(started);
    expect(refusal).toMatch(/other-14 \([^)]*\) and 25 more\. Ask/);
    expect(refusal).not.toContain('other-15');
  });

  it('once the offer ends while the request is on its way', async () => {
    const { ask, cluster, writer } = setUp();
    writer.before.push(() => {
      writer.put(shop({ team: 'shop' }));
      cluster.put(distribution('registry'));
    });
    await expect(ask()).rejects.toThrow('registry cannot be requested here');
    expect(writer.labels('shop')).not.toHaveProperty([LABEL]);
  });
});

describe('A request is carried out', () => {
  it('with a value that does not bring another distribution', async () => {
    const any = selfService('any', {}, selecting(expression('Exists')).spec);
    const { ask, writer } = setUp({ objects: [any] });
    const { plan } = await ask({ distribution: 'any' });
    expect(plan.add).toEqual({ [LABEL]: 'yes' });
    expect(plan.arrives.map(arrival => arrival.distribution)).toEqual(['any']);
    expect(writer.labels('shop')).toHaveProperty([LABEL], 'yes');
  });

  it('that brings another distribution which is offered, and says so', async () => {
    const twin = selfService('twin', {}, selecting(registryLabel).spec);
    const { plan } = await setUp({ objects: [twin] }).ask();
    expect(plan.arrives.map(arrival => arrival.distribution)).toEqual([
      'registry',
      'twin',
    ]);
  });

  it('beside an offered distribution that is being deleted', async () => {
    const leaving = distribution('leaving', {
      ...selecting(registryLabel),
      metadata: {
        annotations: { 'central-secrets/self-service': 'true' },
        deletionTimestamp: '2026-11-23T05:59:00Z',
      },
    });
    const { plan } = await setUp({ objects: [leaving] }).ask();
    expect(plan.arrives).toHaveLength(1);
  });

  it('beside one that the namespace has already', async () => {
    const everywhere = platformOnly({}, registryLabel);
    const { plan } = await setUp({ objects: [everywhere] }).ask();
    expect(plan.arrives).toHaveLength(1);
  });

  it('with a warning of what leaves too', async () => {
    const { ask } = setUp({
      now: shop({ [LABEL]: 'true' }),
      objects: [platformOnly(registryLabel)],
    });
    const { plan } = await ask({ action: 'remove' });
    expect(plan.leaves.map(({ distribution: name }) => name)).toEqual([
      'registry',
      'platform-only',
    ]);
    expect(plan.warnings.map(each => `${renderMessage(each)}.`)).toEqual([
      'platform-only leaves shop too, by the same change of labels.',
      'platform-only cannot be requested again here: Not self-service: the platform team gives it out.',
    ]);
  });

  it('by another value where the absence of the label brings something', async () => {
    const { ask, writer } = setUp({
      now: shop({ [LABEL]: 'true' }),
      objects: [platformOnly(expression('DoesNotExist'))],
    });
    await ask({ action: 'remove' });
    expect(writer.labels('shop')).toHaveProperty([LABEL], 'false');
  });
});

describe('An owner may remove', () => {
  it.each<[string, RawObject]>([
    ['that is no longer self-service', distribution('registry')],
    [
      'that is for other owners now',
      selfService('registry', {
        'central-secrets/allowed-owners': 'group:default/another',
      }),
    ],
    [
      'that is being deleted',
      distribution('registry', {
        metadata: { deletionTimestamp: '2026-11-23T05:59:00Z' },
      }),
    ],
    [
      'that has an invalid selector',
      selfService(
        'registry',
        {},
        selecting(registryLabel, expression('Is')).spec,
      ),
    ],
  ])('a distribution %s', async (_case, object) => {
    const { ask, writer } = setUp({
      now: shop({ [LABEL]: 'true' }),
      objects: [object],
    });
    await ask({ action: 'remove' });
    expect(writer.labels('shop')).not.toHaveProperty([LABEL]);
  });

  it('a distribution that the cluster no longer has, by the labels that were requested', async () => {
    const { ask, cluster, writer, history } = setUp({
      now: shop({ [LABEL]: 'true' }),
      objects: [selfService('oauth')],
    });
    await ask({ distribution: 'oauth' });
    cluster.removeDistribution('oauth');
    const remove = { distribution: 'oauth', action: 'remove' };
    const { plan } = await ask(remove);
    expect(plan).toEqual(
      expect.objectContaining({ add: {}, remove: ['secrets/oauth'] }),
    );
    expect(writer.labels('shop')).not.toHaveProperty(['secrets/oauth']);
    expect(writer.labels('shop')).toHaveProperty([LABEL]);
    expect((await ask(remove)).plan.remove).toEqual([]);
    expect(
      [...history.recorded.values()].map(({ outcome }) => outcome),
    ).toEqual(['applied', 'applied', 'unchanged']);
  });

  it('no label that has another value than was requested', async () => {
    const { ask, cluster, writer } = setUp({ objects: [selfService('oauth')] });
    await ask({ distribution: 'oauth' });
    cluster.removeDistribution('oauth');
    writer.put(shop({ 'secrets/oauth': 'platform' }));
    await ask({ distribution: 'oauth', action: 'remove' });
    expect(writer.labels('shop')).toHaveProperty(['secrets/oauth'], 'platform');
  });

  it('no label that a missing distribution left, where that brings another one', async () => {
    const { ask, cluster, writer } = setUp({ objects: [selfService('oauth')] });
    await ask({ distribution: 'oauth' });
    cluster.removeDistribution('oauth');
    cluster.put(
      platformOnly({
        matchExpressions: [{ key: 'secrets/oauth', operator: 'DoesNotExist' }],
      }),
    );
    await expect(
      ask({ distribution: 'oauth', action: 'remove' }),
    ).rejects.toThrow('would also bring to shop');
    expect(writer.labels('shop')).toHaveProperty(['secrets/oauth'], 'true');
  });

  it('no distribution that neither the cluster nor a request knows', async () => {
    const { ask } = setUp();
    await expect(
      ask({ distribution: 'oauth', action: 'remove' }),
    ).rejects.toThrow(
      'distribution: cluster hub has no distribution oauth, and no request that brought it to shop is recorded, so its labels are unknown; ask the platform team to remove them',
    );
  });
});
