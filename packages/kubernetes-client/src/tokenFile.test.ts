import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenFile } from './tokenFile';

describe('TokenFile', () => {
  let directory: string;
  let path: string;
  let now: number;
  let file: TokenFile;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'token-file-'));
    path = join(directory, 'token');
    now = 0;
    file = new TokenFile(path, () => now);
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('reads the token without the line end', async () => {
    await writeFile(path, 'not-a-real-token\n');
    await expect(file.current()).resolves.toBe('not-a-real-token');
  });

  it('sees a rotated token within ten seconds', async () => {
    await writeFile(path, 'not-a-real-token-1');
    await file.current();
    await writeFile(path, 'not-a-real-token-22');
    now = 9_999;
    await expect(file.current()).resolves.toBe('not-a-real-token-1');
    now = 10_000;
    await expect(file.current()).resolves.toBe('not-a-real-token-22');
  });

  it('looks at the file at once after a refusal', async () => {
    await writeFile(path, 'not-a-real-token-1');
    await file.current();
    await writeFile(path, 'not-a-real-token-22');
    file.refused();
    await expect(file.current()).resolves.toBe('not-a-real-token-22');
  });

  it('goes on with the last token while the file is away', async () => {
    await writeFile(path, 'not-a-real-token');
    await file.current();
    await rm(path);
    now = 10_000;
    await expect(file.current()).resolves.toBe('not-a-real-token');
  });

  it('says which file could not be read, and reads it once it is there', async () => {
    await expect(file.current()).rejects.toThrow(
      `The token file ${path} could not be read: ENOENT`,
    );
    await writeFile(path, '\n');
    await expect(file.current()).rejects.toThrow('it is empty');
    await writeFile(path, 'not-a-real-token');
    await expect(file.current()).resolves.toBe('not-a-real-token');
  });
});
