import {
  finalizerPatch,
  JsonPatchStep,
  NamespaceFinalizerVerdict,
} from './hub/namespaceFinalizers';
import { judgeNamespaceNow, MarkedNamespace } from './checks/finalizers';
import { accepted, ClusterApi, Refused } from './ClusterApi';

/** The changes to the finalizers of one namespace, made or planned. */
export interface NamespaceFix {
  readonly namespace: string;
  readonly finalizers: readonly string[];
  readonly patch: readonly JsonPatchStep[];
  /**
   * `accepted`: the API server accepted the patch in a dry run; nothing was
   * changed.
   */
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
 * How often one namespace is judged: it may change between the read and the
 * patch, because Kubernetes writes to a namespace while it deletes it.
 */
const ATTEMPTS = 3;

interface Attempt {
  readonly fix?: NamespaceFix;
  readonly kept: readonly NamespaceFinalizerVerdict[];
  /** The patch did not match the current namespace. */
  readonly outdated?: boolean;
}

/** The API server answers 422 to a JSON patch whose `test` fails. */
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
    // Judges by the cluster's current state: the namespace may have been
    // selected again since it was examined.
    const { record, verdicts } = await judgeNamespaceNow(api, name);
    const kept = verdicts.filter(({ verdict }) => verdict === 'needed');
    finalizers = verdicts
      .filter(({ verdict }) => verdict === 'left')
      .map(({ finalizer }) => finalizer);
    if (finalizers.length === 0) {
      return { kept };
    }
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
    if (!done.outdated || attempt === ATTEMPTS) {
      return done;
    }
  }
}

/**
 * Removes leftover finalizers from namespaces, with one patch each, after a dry
 * run on the API server; without `apply`, only the dry run.
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
    if (done.fix) {
      namespaces.push(done.fix);
    }
    kept.push(...done.kept);
  }
  return { namespaces, kept };
}
