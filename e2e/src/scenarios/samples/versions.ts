import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { E2E_DIRECTORY } from '../../framework/paths';
import { ScriptedCluster } from '../scriptedCluster';

let found: Promise<{ operator: string; kubernetes: string }> | undefined;

/** Of what the samples are captured: the operator that is built here, and the API server's own word. */
export function versions(cluster: ScriptedCluster) {
  found ??= read(cluster);
  return found;
}

async function read(cluster: ScriptedCluster) {
  const goMod = await readFile(join(E2E_DIRECTORY, 'operator/go.mod'), 'utf8');
  const [, operator] =
    /github\.com\/external-secrets\/external-secrets v(\S+)/.exec(goMod) ?? [];
  const version: any = await cluster.read('/version');
  return {
    operator: operator ?? 'unknown',
    kubernetes: String(version?.gitVersion).replace(/^v/, ''),
  };
}
