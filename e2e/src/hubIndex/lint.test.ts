import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratchDirectory, runToEnd } from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { distribution } from '../acceptance/manifests';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { theWorld } from '../jest/globals';
import { IndexedHub } from './indexedHub';

const COMMAND = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');

describe('lint against the hub index of a cluster', () => {
  const { platform } = theWorld();
  let hub: IndexedHub;
  let directory: string;

  beforeAll(async () => {
    directory = await makeScratchDirectory();
    hub = await IndexedHub.prepare(platform);
    hub.start();
    await hub.untilRight();
  });

  afterAll(() => hub.end());

  /** Lints one distribution, as the identity of a kubeconfig. */
  async function lint(
    of: Parameters<typeof distribution>[1],
    kubeconfig = platform.reader.kubeconfig,
  ) {
    const file = join(directory, 'distribution.yaml');
    await writeFile(file, stringify(distribution('linted', of)));
    const { code, output, errors } = await runToEnd(process.execPath, [
      ...[COMMAND, 'lint', '--format', 'json', '--against-cluster'],
      ...['--kubeconfig', kubeconfig, file],
    ]);
    if (!output) {
      throw new Error(errors);
    }
    const { findings, fileNotes } = JSON.parse(output);
    return {
      code,
      notes: JSON.stringify(fileNotes),
      found: findings
        .filter((each: { code: string }) => each.code.startsWith('hub-'))
        .map(({ severity, message }: Record<string, string>) => [
          severity,
          message,
        ]),
    };
  }

  it('reports a key that the source lacks', async () => {
    const { code, found, notes } = await lint({
      source: 'github-pat',
      property: 'no-such-key',
    });
    expect(notes).toBe('[]');
    expect(found).toEqual([
      ['error', expect.stringMatching(/github-pat.*no-such-key/)],
    ]);
    expect(code).toBe(1);
  });

  it('reports a source that the hub lacks', async () => {
    const { code, found } = await lint({ source: 'no-such-source' });
    expect(found).toEqual([
      ['error', expect.stringContaining('no-such-source')],
    ]);
    expect(code).toBe(1);
  });

  it('accepts the key that the source has, and follows a change of the hub', async () => {
    const right = { source: 'github-pat', property: 'token' };
    expect((await lint(right)).found).toEqual([]);
    await hub.create('linted-source', { first: 'not-a-real-token' });
    await hub.untilRight();
    const later = { source: 'linted-source', property: 'second' };
    expect((await lint(later)).found).toHaveLength(1);
    await hub.patch('linted-source', {
      data: { second: Buffer.from('not-a-real-token').toString('base64') },
    });
    await hub.untilRight();
    expect((await lint(later)).found).toEqual([]);
  });

  it('says that it compared nothing where the index may not be read', async () => {
    const wrong = { source: 'github-pat', property: 'no-such-key' };
    const { found, notes } = await lint(wrong, platform.writer.kubeconfig);
    expect(found).toEqual([]);
    expect(notes).toContain('the hub index may not be read');
  });
});
