import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder for data, keys and logs, which goes when this process ends,
 * however it ends. CENTRAL_SECRETS_KEEP=1 keeps it, for looking into.
 */
export async function makeScratchDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'central-secrets-'));
  process.once('exit', () => {
    if (process.env.CENTRAL_SECRETS_KEEP === '1') {
      process.stderr.write(`files kept in ${directory}\n`);
    } else {
      // A process that was killed a moment ago may still write a last line.
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    }
  });
  return directory;
}
