import {
  finalizerPatch,
  JsonPatchStep,
  NamespaceFinalizerVerdict,
} from './hub/namespaceFinalizers';
import { judgeNamespaceNow, MarkedNamespace } from './checks/finalizers';
import { accepted, ClusterApi, Refused } from './ClusterApi';

/** The changes made, or planned, to the finalizers of one namespace. */
export interface NamespaceFix {
  readonly namespace: string;
  readonly finalizers: readonly string[];
  readonly patch: readonly JsonPatchStep[];
  /** `accepted`: the API server took the patch in a dry run, and nothing was changed. */
  readonly outcome: 'accepted' | 'applied' | 'refused';
  /** The API server's own words, where it refused. */
  readonly error?: string;
}

/** The removals of leftover finalizers, and the finalizers that are kept. */
export interface Fixes {
  readonly namespaces: readonly NamespaceFix[];
  readonly kept: readonly NamespaceFinalizerVerdict[];
}

/**
 * How often one namespace is judged: it may have changed between the look and
 * the patch, as Kubernetes writes to a namespace while it deletes it.
 */
const ATTEMPTS = 3;

interface Attempt {
  readonly fix?: NamespaceFix;
  readonly kept: readonly NamespaceFinalizerVerdict[];
  /** The patch did not fit what the namespace is by now. */
  readonly outdated?: boolean;
}

/** 422 is what the API server says to a JSON patch whose `test` fails. */
function isOutdated(error: unknown): boolean {
  return error instanceof Refused && [409, 422].includes(error.status);
}

async function attemptToFix(
  api: ClusterApi,
  name: string,
  apply: boolean,
): Promise<Attempt> {
  let patch: JsonPatchStep[] = [];
  let finalizers: string[] = [];
  try {
    // Judges by the cluster's current state: since it was examined, the
    // namespace may have asked again.
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
      outdated: isOutdated(error),
    };
  }
}

async function fixNamespace(
  api: ClusterApi,
  name: string,
  apply: boolean,
): Promise<Attempt> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await attemptToFix(api, name, apply);
    if (!done.outdated || attempt === ATTEMPTS) return done;
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
