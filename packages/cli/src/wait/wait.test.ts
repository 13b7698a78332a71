import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccessRule,
  DemoCluster,
  startDemoCluster,
} from '@central-secrets/demo-cluster';
import { stringify } from 'yaml';
import { SYSTEM_CLOCK, WaitClock } from './clock';
import { wait } from './wait';

jest.setTimeout(60_000);

const HUB = 'central-secret-store';
const GROUP = 'external-secrets.io';
const TEN_MINUTES = 600_000;

const skewedBy = (ms: number): WaitClock => ({
  ...SYSTEM_CLOCK,
  now: () => Date.now() + ms,
});

function distribution(
  name: string,
  refreshInterval: string,
  source = 'source',
  target: object = {},
) {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterExternalSecret',
    metadata: { name },
    spec: {
      namespaceSelectors: [{ matchLabels: { [`secrets/${name}`]: 'true' } }],
      externalSecretSpec: {
        refreshInterval,
        target,
        secretStoreRef: { kind: 'ClusterSecretStore', name: HUB },
        data: [
          { secretKey: 'token', remoteRef: { key: source, property: 'token' } },
        ],
      },
    },
  };
}

describe('central-secrets wait', () => {
  let demo: DemoCluster;
  let folder: string;
  let values = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-wait-'));
    demo = await startDemoCluster({ world: 'empty' });
    const { api } = demo;
    api.create({
      apiVersion: `${GROUP}/v1`,
      kind: 'ClusterSecretStore',
      metadata: { name: HUB },
      spec: { provider: { kubernetes: { remoteNamespace: HUB } } },
    });
    api.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'source', namespace: HUB },
      stringData: { token: 'first' },
    });
    api.create(distribution('quick', '1s'));
    api.create(distribution('slow', '1h'));
    api.create(distribution('never', '0s'));
    api.create(distribution('kept', '1s', 'source', { immutable: true }));
    api.create(distribution('broken', '1h', 'no-such-source'));
    api.create(distribution('unused', '1h'));
    const labels = (...names: string[]) =>
      Object.fromEntries(names.map(name => [`secrets/${name}`, 'true']));
    for (const [name, names] of [
      ['shop', ['quick', 'slow', 'never', 'kept']],
      ['pay', ['quick', 'slow']],
      ['broken', ['broken', 'quick']],
    ] as const) {
      api.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: labels(...names) },
      });
    }
  });
  afterAll(async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function kubeconfig(token: string, server = demo.url): string {
    const path = join(folder, `${token}.yaml`);
    writeFileSync(
      path,
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'demo', cluster: { server } }],
        users: [{ name: 'me', user: { token } }],
        contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'me' } }],
        'current-context': 'demo',
      }),
    );
    return path;
  }

  async function call(
    args: readonly string[],
    { clock = SYSTEM_CLOCK, config = kubeconfig(demo.tokens.admin) } = {},
  ) {
    let output = '';
    let errors = '';
    const code = await wait(['--kubeconfig', config, ...args], {
      clock,
      write: text => {
        output += text;
      },
      writeError: text => {
        errors += text;
      },
      progress: () => {},
    });
    return { code, output, errors };
  }

  const asJson = async (...[args, options]: Parameters<typeof call>) => {
    const { code, output } = await call([...args, '--output', 'json'], options);
    return { code, ...JSON.parse(output) };
  };

  /** Changes the source. @returns a check that a copy has the new value */
  function changeSource() {
    values += 1;
    const value = `value-${values}`;
    const source = { kind: 'Secret', name: 'source', namespace: HUB };
    demo.api.replace({ ...demo.api.get(source), stringData: { token: value } });
    return (namespace: string, name: string) => {
      const { data } = demo.api.get({ kind: 'Secret', name, namespace });
      return Buffer.from(data.token, 'base64').toString() === value;
    };
  }

  describe.each([0, TEN_MINUTES, -TEN_MINUTES])(
    'on a machine whose clock is %i ms off',
    skew => {
      const clock = skewedBy(skew);

      it('is done when a sync has begun after its start', async () => {
        const isNew = changeSource();
        const { code, output } = await call(['--delivery', 'shop/quick'], {
          clock,
        });
        expect(output).toMatch(/^Done\. 1 of 1 done after \d+ s\n$/);
        expect(code).toBe(0);
        expect(isNew('shop', 'quick')).toBe(true);
      });

      it('is done when a sync has begun after a time', async () => {
        const isNew = changeSource();
        const since = new Date(clock.now()).toISOString();
        const { code } = await call(
          ['--distribution', 'quick', '--since', since],
          { clock },
        );
        expect(code).toBe(0);
        expect(isNew('shop', 'quick')).toBe(true);
      });

      it('is done with the sync that it asks for, of a distribution and all its namespaces', async () => {
        const isNew = changeSource();
        const { code, deliveries } = await asJson(
          ['--distribution', 'slow', '--refresh', '--timeout', '20s'],
          { clock },
        );
        expect(code).toBe(0);
        expect(
          deliveries.map(({ namespace }: { namespace: string }) => namespace),
        ).toEqual(['pay', 'shop']);
        expect(isNew('shop', 'slow') && isNew('pay', 'slow')).toBe(true);
      });
    },
  );

  it('times out with the reason where no sync is due', async () => {
    const { code, output } = await call([
      ...['--delivery', 'shop/slow', '--timeout', '1s'],
    ]);
    expect(code).toBe(3);
    expect(output).toBe(
      [
        '  waiting shop/slow: synced. The last sync began before the trigger',
        'Timed out after 1 s. 0 of 1 done after 1 s',
        '',
      ].join('\n'),
    );
  });

  it('accepts every sync of the current spec with generation=1', async () => {
    await expect(
      asJson(['--delivery', 'shop/slow', '--since', 'generation=1']),
    ).resolves.toMatchObject({ code: 0, outcome: 'done' });
  });

  it('waits for a generation', async () => {
    const args = ['--delivery', 'pay/quick', '--since', 'generation=2'];
    await expect(asJson([...args, '--timeout', '1s'])).resolves.toMatchObject({
      code: 3,
      deliveries: [{ reason: 'generation-awaited', state: 'synced' }],
    });
    const wanted = call(args);
    const { api } = demo;
    const found = api.get({ kind: 'ClusterExternalSecret', name: 'quick' });
    const { externalSecretSpec } = found.spec;
    api.replace({
      ...found,
      spec: {
        ...found.spec,
        externalSecretSpec: {
          ...externalSecretSpec,
          target: { template: { metadata: { labels: { changed: 'yes' } } } },
        },
      },
    });
    await expect(wanted).resolves.toMatchObject({ code: 0 });
    expect(
      api.get({ kind: 'Secret', name: 'quick', namespace: 'pay' }).metadata
        .labels,
    ).toMatchObject({ changed: 'yes' });
  });

  it('fails with the cause, the remedy and who can act', async () => {
    const { code, output } = await call(['--namespace', 'broken', '--refresh']);
    expect(code).toBe(1);
    expect(output).toMatch(
      /failed broken\/broken: failed \(source-missing\)\. The source secret no-such-source does not exist\n {4}Platform team can fix this: Create no-such-source/,
    );
    expect(output).toMatch(/Failed: a person must act\. 1 of 2 done/);
  });

  it('fails where the namespace does not request the distribution', async () => {
    await expect(asJson(['--delivery', 'pay/unused'])).resolves.toMatchObject({
      code: 1,
      deliveries: [{ state: 'not-requested', remedy: { by: 'developer' } }],
    });
  });

  it('fails where the operator never syncs again', async () => {
    const { code, output } = await call([
      '--delivery',
      'shop/never',
      '--refresh',
    ]);
    expect(code).toBe(1);
    expect(output).toContain('its refresh is disabled');
  });

  it('fails where the Secret is immutable, though the operator says that it was synced', async () => {
    const { code, output } = await call([
      '--delivery',
      'shop/kept',
      '--refresh',
    ]);
    expect(code).toBe(1);
    expect(output).toContain('the Secret is immutable');
  });

  it('is done with the first sync of an immutable Secret', async () => {
    demo.api.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'new-kept', labels: { 'secrets/kept': 'true' } },
    });
    await expect(
      asJson(['--delivery', 'new-kept/kept', '--since', 'generation=1']),
    ).resolves.toMatchObject({ code: 0 });
  });

  it('has an exit code of its own where nothing is selected', async () => {
    await expect(asJson(['--distribution', 'unused'])).resolves.toMatchObject({
      code: 5,
      outcome: 'none-selected',
    });
    await expect(asJson(['--namespace', 'default'])).resolves.toMatchObject({
      code: 5,
    });
  });

  it('waits for what does not exist yet', async () => {
    for (const [args, message] of [
      [['--delivery', 'shop/nothing'], 'delivery shop/nothing does not exist'],
      [['--namespace', 'nowhere'], 'namespace nowhere does not exist'],
      [
        ['--distribution', 'nothing'],
        'ClusterExternalSecret nothing does not exist',
      ],
    ] as const) {
      await expect(asJson([...args, '--timeout', '1s'])).resolves.toMatchObject(
        { code: 3, outcome: 'timed-out', message },
      );
    }
  });

  describe('with the rights of a Role', () => {
    function identity(name: string, rules: AccessRule[]): string {
      demo.identities.set(name, { user: name, userGroups: [], rules });
      return kubeconfig(name);
    }
    const readCopies = (verbs: string[], resources = ['externalsecrets']) => ({
      groups: [GROUP],
      resources,
      verbs,
      namespaces: ['shop'],
    });

    it('needs only to read the ExternalSecrets of a namespace', async () => {
      const config = identity('copies', [readCopies(['get', 'list', 'watch'])]);
      const isNew = changeSource();
      const { code, notes, deliveries } = await asJson(
        ['--delivery', 'shop/quick'],
        { config },
      );
      expect(deliveries).toMatchObject([{ state: 'synced' }]);
      expect(code).toBe(0);
      expect(isNew('shop', 'quick')).toBe(true);
      expect(notes.join()).toContain('clusterexternalsecrets');
    });

    it('does not know where it may not read them', async () => {
      const config = identity('nothing', []);
      const { code, output } = await call(['--namespace', 'shop'], { config });
      expect(code).toBe(4);
      expect(output).toMatch(/^Unknown: .* externalsecrets/);
    });
  });

  it('does not know where the API server does not answer', async () => {
    const { code, output } = await call(
      ['--namespace', 'shop', '--timeout', '1s'],
      { config: kubeconfig('gone', 'http://127.0.0.1:1') },
    );
    expect(code).toBe(4);
    expect(output).toMatch(/^Unknown: /);
  });

  it('goes on after lost connections and versions', async () => {
    const isNew = changeSource();
    const wanted = call(['--delivery', 'pay/slow']);
    const cut = setInterval(() => {
      demo.dropConnections();
      demo.compact();
    }, 300);
    setTimeout(() => {
      demo.api.replace({
        ...demo.api.get({
          kind: 'ClusterExternalSecret',
          name: 'slow',
        }),
        metadata: {
          ...demo.api.get({ kind: 'ClusterExternalSecret', name: 'slow' })
            .metadata,
          annotations: { [`${GROUP}/force-sync`]: 'someone else' },
        },
      });
    }, 1_500);
    const { code } = await wanted.finally(() => clearInterval(cut));
    expect(code).toBe(0);
    expect(isNew('pay', 'slow')).toBe(true);
  });

  it.each([
    [[], 'name --delivery, --namespace or --distribution'],
    [['--namespace', 'a', '--delivery', 'a/b'], 'use only one of'],
    [['--delivery', 'a'], '--delivery takes <namespace>/<name>'],
    [['--namespace', 'a', '--since', 'yesterday'], '--since takes now'],
    [['--namespace', 'a', '--since', '2999-01-01T00:00:00Z'], 'in the future'],
    [['--namespace', 'a', '--timeout', '5'], '--timeout takes a duration'],
    [['--namespace', 'a', '--output', 'xml'], 'there is no output "xml"'],
    [['--namespace', 'a', '--entity', 'b'], 'no effect without --backstage'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('reports the mistake in %j', async (args, mistake) => {
    const { code, output, errors } = await call(args);
    expect(errors).toContain(mistake);
    expect({ code, output }).toEqual({ code: 2, output: '' });
  });
});
