import { stringify } from 'yaml';
import { Manifest } from '../acceptance/manifests';
import { ObjectReference } from '../scenarios/objects';
import { ScriptedCluster } from '../scenarios/scriptedCluster';

/**
 * A cluster that receives an actor's operations: a running one, or a list of
 * commands.
 */
export interface TargetCluster {
  readonly url: string;
  /** Creates the objects that do not exist, and merges into those that do. */
  apply(...manifests: readonly Manifest[]): Promise<void>;
  /** Leaves existing objects unchanged. */
  createIfAbsent(manifest: Manifest): Promise<void>;
  /** Applies a merge patch to an object, if it exists. */
  patchIfThere(reference: ObjectReference, patch: object): Promise<void>;
  removeIfThere(reference: ObjectReference): Promise<void>;
}

/** A running cluster. */
export function connectTarget(cluster: ScriptedCluster): TargetCluster {
  return {
    url: cluster.url,
    apply: async (...manifests) => {
      for (const manifest of manifests) {
        const reference = referenceOf(manifest);
        if (await cluster.find(reference)) {
          // A null removes a field; a new object has none.
          await cluster.patch(reference, manifest);
        } else {
          await cluster.apply(withoutNulls(manifest));
        }
      }
    },
    createIfAbsent: async manifest => {
      const reference = referenceOf(manifest);
      const namespace =
        reference.namespace &&
        (await cluster.find({ kind: 'Namespace', name: reference.namespace }));
      // Nothing can be created in a namespace that is being deleted or is gone.
      const isPossible = namespace && !namespace.metadata.deletionTimestamp;
      if (isPossible && !(await cluster.find(reference))) {
        await cluster.apply(withoutNulls(manifest));
      }
    },
    patchIfThere: async (reference, patch) => {
      if (await cluster.find(reference)) {
        await cluster.patch(reference, patch).catch(async error => {
          if (await cluster.find(reference)) {
            throw error;
          }
        });
      }
    },
    removeIfThere: async reference => {
      if (await cluster.find(reference)) {
        // The operator may have been faster.
        await cluster.remove(reference).catch(async error => {
          if (await cluster.find(reference)) {
            throw error;
          }
        });
      }
    },
  };
}

/** Collects only the commands, so that a person can reproduce a difference. */
export class CommandRecorder implements TargetCluster {
  readonly url = 'https://THE-API-SERVER';
  readonly #lines: string[] = [];

  get text(): string {
    return this.#lines.join('\n');
  }

  /** Adds a line that is not a command. */
  remark(text: string): void {
    this.#lines.push(`# ${text}`);
  }

  async apply(...manifests: readonly Manifest[]): Promise<void> {
    manifests.forEach(manifest => this.#apply('apply', manifest));
  }

  async createIfAbsent(manifest: Manifest): Promise<void> {
    this.#apply('create', manifest);
  }

  async patchIfThere(reference: ObjectReference, patch: object): Promise<void> {
    this.#lines.push(
      `kubectl patch ${words(reference)} --type merge -p '${JSON.stringify(
        patch,
      )}'`,
    );
  }

  async removeIfThere(reference: ObjectReference): Promise<void> {
    this.#lines.push(
      `kubectl delete ${words(reference)} --ignore-not-found --wait=false`,
    );
  }

  #apply(verb: string, manifest: Manifest): void {
    const yaml = stringify(withoutNulls(manifest));
    this.#lines.push(`kubectl ${verb} -f - <<'END'\n${yaml}END`);
  }
}

function words({ kind, name, namespace }: ObjectReference): string {
  return `${kind} ${name}${namespace ? ` -n ${namespace}` : ''}`;
}

function referenceOf(manifest: Manifest): ObjectReference {
  const { kind, metadata } = manifest as any;
  return { kind, name: metadata.name, namespace: metadata.namespace };
}

function withoutNulls<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, entry) => entry ?? undefined);
}
