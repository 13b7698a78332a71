import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { makeScratchDirectory } from '@central-secrets/dev-tools';
import { ensureArgoCd } from '../framework/binaries';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { theWorld } from '../jest/globals';

/** A health as Argo CD reads it from a script. */
interface Health {
  readonly status: string;
  readonly message: string;
}

interface Captured {
  readonly name: string;
  readonly state: string;
  readonly delivery: {
    readonly distribution?: string;
    readonly declared?: string;
  };
  readonly objects: readonly any[];
}

const SCRIPTS = join(REPOSITORY_DIRECTORY, 'deploy/argo-cd');
const FIXTURES = join(
  REPOSITORY_DIRECTORY,
  'plugins/central-secrets-node/src/state/__fixtures__',
);

/** The situations that were captured from the real operator. */
const CAPTURED: readonly Captured[] = readdirSync(FIXTURES, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.yaml'))
  .sort()
  .map(file => {
    const [head, ...objects] = parseAllDocuments(
      readFileSync(join(FIXTURES, file), 'utf8'),
    ).map(document => document.toJS());
    return {
      name: file,
      state: head.expected.state,
      delivery: head.delivery,
      objects,
    };
  });

const ready = (status: string, rest: object = {}) => ({
  conditions: [{ type: 'Ready', status, message: `Ready is ${status}` }],
  ...rest,
});
const object = (kind: string, status?: object, spec: object = {}) => ({
  apiVersion: 'external-secrets.io/v1',
  kind,
  metadata: { name: 'one', namespace: 'app', generation: 3 },
  spec,
  ...(status && { status }),
});

describe('the health checks for Argo CD, by its own code', () => {
  let argoCd: string;

  beforeAll(async () => {
    argoCd = await ensureArgoCd();
  });

  function healthOf(objects: readonly any[]): Health[] {
    const [kind] = new Set(objects.map(each => each.kind));
    const { status, stdout, stderr } = spawnSync(
      argoCd,
      ['health', join(SCRIPTS, `${kind}.lua`)],
      {
        input: objects.map(each => JSON.stringify(each)).join('\n'),
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([0, '']);
    return stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }

  it('are added to the ConfigMap of an Argo CD', async () => {
    const directory = await makeScratchDirectory();
    const files = {
      'argocd-cm.yaml': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'argocd-cm' },
        data: { url: 'https://argocd.example.test' },
      },
      'kustomization.yaml': {
        resources: ['argocd-cm.yaml'],
        components: [relative(directory, SCRIPTS)],
      },
    };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(directory, name), stringify(content));
    }
    const { kubectl } = theWorld().platform.controlPlane;
    const rendered = parse(await kubectl.run(['kustomize', directory]));
    const kinds = readdirSync(SCRIPTS)
      .filter(file => file.endsWith('.lua'))
      .map(file => file.slice(0, -'.lua'.length));
    expect(rendered.data).toEqual({
      url: 'https://argocd.example.test',
      ...Object.fromEntries(
        kinds.map(kind => [
          `resource.customizations.health.external-secrets.io_${kind}`,
          readFileSync(join(SCRIPTS, `${kind}.lua`), 'utf8'),
        ]),
      ),
    });
  });

  it('call no captured ExternalSecret healthier than its delivery is', () => {
    const judged = CAPTURED.flatMap(({ name, state, objects }) =>
      objects
        .filter(({ kind }) => kind === 'ExternalSecret')
        // A situation with several is about one of them.
        .filter((_, __, all) => all.length === 1)
        .map(each => ({ name, state, each })),
    );
    const healths = healthOf(judged.map(({ each }) => each));
    const byState: Record<string, Set<string>> = {};
    judged.forEach(({ state }, index) => {
      byState[state] = (byState[state] ?? new Set()).add(healths[index].status);
    });
    const statusesOf = (state: string) => [...(byState[state] ?? [])].sort();
    expect(statusesOf('synced')).toEqual(['Healthy']);
    expect(statusesOf('failed')).toEqual(['Degraded']);
    expect(statusesOf('outdated')).not.toContain('Healthy');
    expect(statusesOf('pending')).not.toContain('Healthy');
    expect(judged.length).toBeGreaterThan(50);
  });

  it('call no captured ClusterExternalSecret healthy that fails in a namespace', () => {
    const distributions = CAPTURED.flatMap(({ objects }) =>
      objects.filter(({ kind }) => kind === 'ClusterExternalSecret'),
    );
    const healths = healthOf(distributions);
    const wrong = distributions.filter(
      ({ status }, index) =>
        (healths[index].status === 'Healthy') !==
        (status?.conditions?.[0]?.status === 'True' &&
          !status.failedNamespaces?.length),
    );
    expect(wrong).toEqual([]);
    expect(new Set(healths.map(({ status }) => status))).toEqual(
      new Set(['Healthy', 'Degraded', 'Progressing']),
    );
  });

  it.each([
    ['that no operator has seen', undefined, {}, 'Progressing'],
    [
      'of the current spec',
      ready('True', { syncedResourceVersion: '3-ab' }),
      {},
      'Healthy',
    ],
    [
      'of an earlier spec',
      ready('True', { syncedResourceVersion: '2-ab' }),
      {},
      'Progressing',
    ],
    [
      'of generation 30',
      ready('True', { syncedResourceVersion: '30-ab' }),
      {},
      'Progressing',
    ],
    [
      'that failed',
      ready('False', { syncedResourceVersion: '3-ab' }),
      {},
      'Degraded',
    ],
    ['that is not known', ready('Unknown'), {}, 'Progressing'],
    [
      'that is written once, before an edit',
      ready('True', { syncedResourceVersion: '2-ab' }),
      { refreshPolicy: 'CreatedOnce' },
      'Degraded',
    ],
    [
      'that is never refreshed, before an edit',
      ready('True', { syncedResourceVersion: '2-ab' }),
      { refreshInterval: '0s' },
      'Degraded',
    ],
    [
      'that follows each edit',
      ready('True', { syncedResourceVersion: '2-ab' }),
      { refreshPolicy: 'OnChange', refreshInterval: '0s' },
      'Progressing',
    ],
  ])('an ExternalSecret %s', (_, status, spec, expected) => {
    expect(healthOf([object('ExternalSecret', status, spec)])[0].status).toBe(
      expected,
    );
  });

  it.each([
    ['that no operator has seen', undefined, 'Progressing'],
    [
      'of the current spec',
      ready('True', { syncedResourceVersion: '3-ab' }),
      'Healthy',
    ],
    [
      'of an earlier spec',
      ready('True', { syncedResourceVersion: '2-ab' }),
      'Progressing',
    ],
    ['that failed', ready('False'), 'Degraded'],
  ])('a PushSecret %s', (_, status, expected) => {
    expect(healthOf([object('PushSecret', status)])[0].status).toBe(expected);
  });

  it.each(['ClusterExternalSecret', 'ClusterPushSecret'])(
    'a %s names the namespaces in which it failed',
    kind => {
      const failedNamespaces = [
        { namespace: 'app', reason: 'taken' },
        { namespace: 'shop' },
      ];
      expect(
        healthOf([object(kind, ready('True', { failedNamespaces }))]),
      ).toEqual([
        { status: 'Degraded', message: 'app: taken; shop: no reason given' },
      ]);
      expect(healthOf([object(kind, ready('True'))])[0].status).toBe('Healthy');
    },
  );
});
