import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandCaller } from '../__testUtils__/commandCaller';
import { INDEX, IndexedHub } from './__testUtils__/indexedHub';

const call = commandCaller({
  judge: () => {
    throw new Error('no template is judged here');
  },
});

describe('central-secrets hub-index', () => {
  const before = { ...process.env };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hub-index-'));
    process.env = { ...before, HOME: folder };
    delete process.env.KUBECONFIG;
    delete process.env.KUBERNETES_SERVICE_HOST;
  });

  afterEach(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  it('writes the index once, by a kubeconfig', async () => {
    const hub = await IndexedHub.start();
    hub.put('a', { token: '1' });
    const kubeconfig = join(folder, 'kubeconfig');
    const { url, tokens } = hub.cluster;
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'hub', cluster: { server: url } }],
        users: [{ name: 'admin', user: { token: tokens.admin } }],
        contexts: [{ name: 'hub', context: { cluster: 'hub', user: 'admin' } }],
        'current-context': 'hub',
      }),
    );
    process.env.KUBECONFIG = kubeconfig;
    const outcome = await call(['hub-index', '--once']);
    const names = [...hub.sources.keys()];
    await hub.stop();
    expect(outcome).toEqual({
      code: 0,
      errors: '',
      output: expect.stringContaining(
        `the index in namespace ${INDEX} has 1 Secrets`,
      ),
    });
    expect(names).toEqual(['a']);
  });

  it.each<[string, string[], string | undefined, string]>([
    ['no kubeconfig', [], undefined, 'there is no kubeconfig: name one'],
    [
      'a kubeconfig that does not exist',
      ['--kubeconfig', '/nowhere'],
      undefined,
      'there is no kubeconfig /nowhere',
    ],
    ['several kubeconfigs', [], '/a:/b', 'KUBECONFIG names several files'],
    [
      'a namespace that is none',
      ['--hub-namespace', 'A'],
      undefined,
      '"A" is not the name of a namespace',
    ],
  ])('exits with 2 for %s', async (_, args, variable, message) => {
    if (variable) {
      process.env.KUBECONFIG = variable;
    }
    const { code, errors, output } = await call(['hub-index', ...args]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(`central-secrets hub-index: ${message}`);
  });

  it('tells its options', async () => {
    const { code, output } = await call(['hub-index', '--help']);
    expect(code).toBe(0);
    expect(output).toContain('--index-namespace <name>');
  });
});
