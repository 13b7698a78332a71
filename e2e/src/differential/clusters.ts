import { stringify } from 'yaml';
import { Manifest } from '../acceptance/manifests';
import { ObjectReference } from '../scenarios/objects';
import { ScriptedCluster } from '../scenarios/scriptedCluster';

/** A cluster to which an actor does things: one that is there, or one that is only told of. */
export interface ActedOn {
  readonly url: string;
  /** Creates what is not there, and merges into what is. */
  apply(...manifests: readonly Manifest[]): Promise<void>;
  /** Leaves alone what is there already. */
  createIfAbsent(manifest: Manifest): Promise<void>;
  /** A merge patch of what is there; nothing where it is not. */
  patchIfThere(reference: ObjectReference, patch: object): Promise<void>;
  removeIfThere(reference: ObjectReference): Promise<void>;
}

/** A cluster that is there. */
export function actedOn(cluster: ScriptedCluster): ActedOn {
  return {
    url: cluster.url,
    apply: async (...manifests) => {
      for (const manifest of manifests) {
        const reference = referenceOf(manifest);
        if (await cluster.find(reference)) {
          // A null takes a field away; an object that is new has none.
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
      // Nothing can be made in a namespace that goes, or is gone.
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

/** A cluster of which only the commands are written down, for whoever wants to see the same. */
export class ToldOf implements ActedOn {
  readonly url = 'https://THE-API-SERVER';
  readonly #lines: string[] = [];

  get text(): string {
    return this.#lines.join('\n');
  }

  /** A line that is no command. */
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
