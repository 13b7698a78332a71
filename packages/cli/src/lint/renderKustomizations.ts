import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Unreadable } from './outcome';
import { Source } from './Source';

const run = promisify(execFile);

/** The programs that render a kustomization, and how; the first that is installed is taken. */
const RENDERERS = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
] as const;

const LARGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

async function render(folder: string): Promise<string> {
  for (const [program, command] of RENDERERS) {
    try {
      const { stdout } = await run(program, [command, '--', folder], {
        env: process.env,
        maxBuffer: LARGEST_OUTPUT_BYTES,
      });
      return stdout;
    } catch (error) {
      const { code, stderr } = error as { code?: unknown; stderr?: string };
      if (code === 'ENOENT') {
        continue;
      }
      const [reason = ''] = (stderr ?? '').trim().split('\n');
      throw new Error(`cannot be rendered: ${redactText(reason)}`);
    }
  }
  throw new Error(
    'cannot be rendered: neither kustomize nor kubectl is installed. Install one, or give the rendered manifests with -',
  );
}

/** What kustomize makes of each folder, as a source. */
export async function renderKustomizations(
  folders: readonly string[],
): Promise<{ sources: Source[]; unreadable: Unreadable[] }> {
  const sources: Source[] = [];
  const unreadable: Unreadable[] = [];
  for (const folder of folders) {
    try {
      sources.push({
        file: `kustomize build ${folder}`,
        text: await render(folder),
        named: true,
      });
    } catch (error) {
      unreadable.push({ place: folder, message: (error as Error).message });
    }
  }
  return { sources, unreadable };
}
