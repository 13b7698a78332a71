import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderKustomizations } from './renderKustomizations';

describe('renderKustomizations', () => {
  const path = process.env.PATH;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-cli-'));
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  function program(name: string, script: string) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  it('takes what kustomize prints, or else kubectl', async () => {
    program('kubectl', 'echo "kubectl $1 $3"');
    await expect(renderKustomizations(['a'])).resolves.toEqual({
      sources: [
        {
          file: 'kustomize build a',
          text: 'kubectl kustomize a\n',
          named: true,
        },
      ],
      unreadable: [],
    });
    program('kustomize', 'echo "kustomize $1 $3"');
    await expect(renderKustomizations(['a'])).resolves.toMatchObject({
      sources: [{ text: 'kustomize build a\n' }],
    });
  });

  it('says why a folder cannot be rendered', async () => {
    await expect(renderKustomizations(['a'])).resolves.toEqual({
      sources: [],
      unreadable: [
        {
          place: 'a',
          message:
            'cannot be rendered: neither kustomize nor kubectl is installed. Install one, or give the rendered manifests with -',
        },
      ],
    });
    program('kustomize', 'echo "no such file" >&2; exit 1');
    await expect(renderKustomizations(['a'])).resolves.toMatchObject({
      unreadable: [{ message: 'cannot be rendered: no such file' }],
    });
  });
});
