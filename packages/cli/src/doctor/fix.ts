import {
  finalizerPatch,
  JsonPatchStep,
  NamespaceFinalizerVerdict,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { judgeNamespaceNow, MarkedNamespace } from './checks/finalizers';
import { accepted, ClusterApi } from './ClusterApi';

/** What was done, or would be, with the finalizers of one namespace. */
export interface NamespaceFix {
  readonly namespace: string;
  readonly finalizers: readonly string[];
  readonly patch: readonly JsonPatchStep[];
  /** `accepted`: the API server took the patch in a dry run, and nothing was changed. */
  readonly outcome: 'accepted' | 'applied' | 'refused';
  /** The API server's own words, where it refused. */
  readonly error?: string;
}

/** What takes leftover finalizers away, and those that are kept. */
export interface Fixes {
  readonly namespaces: readonly NamespaceFix[];
  readonly kept: readonly NamespaceFinalizerVerdict[];
}

async function fixNamespace(
  api: ClusterApi,
  name: string,
  apply: boolean,
): Promise<{ fix?: NamespaceFix; kept: NamespaceFinalizerVerdict[] }> {
  let patch: JsonPatchStep[] = [];
  let finalizers: string[] = [];
  try {
    // By what the cluster has now: since it was examined, somebody may have
    // asked again.
    const { record, verdicts } = await judgeNamespaceNow(api, name);
    const kept = verdicts.filter(({ verdict }) => verdict === 'needed');
    finalizers = verdicts
      .filter(({ verdict }) => verdict === 'left')
      .map(({ finalizer }) => finalizer);
    if (finalizers.length === 0) return { kept };
    patch = finalizerPatch(record, finalizers);
    const path = `/api/v1/namespaces/${name}?fieldManager=central-secrets-doctor`;
    accepted(
      await api.ask('PATCH', `${path}&dryRun=All`, patch),
      `patch namespace ${name} in a dry run`,
    );
    if (apply) {
      accepted(await api.ask('PATCH', path, patch), `patch namespace ${name}`);
    }
    const outcome = apply ? 'applied' : 'accepted';
    return { fix: { namespace: name, finalizers, patch, outcome }, kept };
  } catch (error) {
    const { message } = error as Error;
    return {
      fix: {
        namespace: name,
        finalizers,
        patch,
        outcome: 'refused',
        error: message,
      },
      kept: [],
    };
  }
}

/**
 * Takes leftover finalizers off namespaces, one patch each, after a dry run on
 * the API server; without `apply` it stays at that.
 */
export async function fixFinalizers(
  api: ClusterApi,
  marked: readonly MarkedNamespace[],
  apply: boolean,
): Promise<Fixes> {
  const namespaces: NamespaceFix[] = [];
  const kept: NamespaceFinalizerVerdict[] = [];
  for (const { record, verdicts } of marked) {
    if (!verdicts.some(({ verdict }) => verdict === 'left')) {
      kept.push(...verdicts);
      continue;
    }
    const done = await fixNamespace(api, record.name, apply);
    if (done.fix) namespaces.push(done.fix);
    kept.push(...done.kept);
  }
  return { namespaces, kept };
}
