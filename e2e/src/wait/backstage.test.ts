import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKOUT, prepareCheckout } from '../acceptance/checkout';
import { readSecret } from '../acceptance/cluster';
import { HUB_NAMESPACE } from '../framework/hub';
import { patchObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { callWait } from './callWait';

const TEN_MINUTES = 600_000;
const SOURCE = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'github-oauth', namespace: HUB_NAMESPACE },
};

describe('central-secrets wait, by Backstage', () => {
  const { platform, backstage, client, canaries } = theWorld();

  async function call(user: string, args: readonly string[], skewMs = 0) {
    const tokenFile = join(platform.directory, `${user}.backstage-token`);
    await writeFile(tokenFile, await client.tokenOf(user), { mode: 0o600 });
    return callWait(
      ['--backstage', backstage.url, '--token-file', tokenFile, ...args],
      skewMs,
    );
  }

  /** Changes the source. @returns a check of the copy in a namespace */
  async function changeSource() {
    const value = Buffer.from(canaries.plant()).toString('base64');
    await patchObject(platform.api, SOURCE, { data: { token: value } });
    return async (namespace: string) => {
      const secret = await readSecret(namespace, 'gh-oauth');
      return secret?.data.GITHUB_TOKEN === value;
    };
  }

  beforeAll(prepareCheckout);

  it.each([0, TEN_MINUTES, -TEN_MINUTES])(
    'is done when an entity has the new value, on a machine whose clock is %i ms off',
    async skewMs => {
      const hasNew = await changeSource();
      const since = new Date(Date.now() + skewMs).toISOString();
      const report = await call(
        'jane',
        ['--entity', CHECKOUT, '--since', since, '--timeout', '60s'],
        skewMs,
      );
      expect(report).toMatchObject({ code: 0, outcome: 'done' });
      expect(await hasNew('checkout')).toBe(true);
    },
  );

  it('is done when every namespace of a distribution has the new value', async () => {
    const hasNew = await changeSource();
    const { code, deliveries } = await call('petra', [
      ...['--distribution', 'github-oauth-credentials', '--timeout', '90s'],
    ]);
    expect(code).toBe(0);
    const found = await Promise.all(
      deliveries.map(({ namespace }) => hasNew(namespace)),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain(false);
  });

  it('is not known to a user without the permission', async () => {
    await expect(
      call('jane', ['--distribution', 'github-oauth-credentials']),
    ).resolves.toMatchObject({
      code: 4,
      message: expect.stringContaining('Backstage answered 403'),
    });
  });

  it('times out with the delivery that is not there', async () => {
    await expect(
      call('jane', [
        ...['--entity', CHECKOUT, '--delivery', 'checkout/nothing'],
        ...['--timeout', '1s'],
      ]),
    ).resolves.toMatchObject({ code: 3, outcome: 'timed-out' });
  });
});
