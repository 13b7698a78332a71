import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileContent } from './FileContent';

describe('FileContent', () => {
  let directory: string;
  let path: string;
  let parse: jest.Mock<string, [string]>;
  let file: FileContent<string>;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'file-content-'));
    path = join(directory, 'file');
    await writeFile(path, 'first');
    parse = jest.fn(text => text);
    file = new FileContent({
      path,
      parse,
      unreadable: why => new Error(`unreadable: ${why}`),
      now: () => 0,
    });
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('is read once for all who ask at the same time', async () => {
    await Promise.all([file.current(), file.current(), file.current()]);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('never gives the refused content while it is read again', async () => {
    await file.current();
    await writeFile(path, 'the second');
    file.refused();
    expect(await Promise.all([file.current(), file.current()])).toEqual([
      'the second',
      'the second',
    ]);
  });

  it('is not parsed again where it did not change, unless it was refused', async () => {
    await file.current();
    file.doubt();
    await file.current();
    expect(parse).toHaveBeenCalledTimes(1);
    file.refused();
    await file.current();
    expect(parse).toHaveBeenCalledTimes(2);
  });

  it('keeps its last content where the new one cannot be parsed', async () => {
    await file.current();
    await writeFile(path, 'broken');
    parse.mockImplementation(() => {
      throw new Error('broken');
    });
    file.doubt();
    expect(await file.current()).toBe('first');
  });

  it('gives no refused content where the file is away, until it is back', async () => {
    await file.current();
    await rm(path);
    file.refused();
    await expect(file.current()).rejects.toThrow('unreadable: ENOENT');
    await expect(file.current()).rejects.toThrow('unreadable: ENOENT');
    await writeFile(path, 'the second');
    expect(await file.current()).toBe('the second');
  });
});
