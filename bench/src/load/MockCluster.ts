import {
  ExternalSecretState,
  ExternalSecretTexts,
} from './externalSecretTexts';
import {
  distributionObject,
  namespaceObject,
  sorted,
  stored,
  storeObject,
} from './objects';
import {
  countOf,
  distributionName,
  namespaceName,
  numbersOf,
  Shape,
  uidOf,
} from './shape';

/** One change: the data that is needed to write it again. */
interface Change extends ExternalSecretState {
  readonly index: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
}

/** The kinds that are served. There are no events and no namespaced stores. */
export type Plural =
  | 'namespaces'
  | 'clusterexternalsecrets'
  | 'externalsecrets'
  | 'clustersecretstores'
  | 'secretstores'
  | 'events';

const REFRESHED_AT = '2026-11-23T05:18:53Z';

/**
 * How many changes a watch can ask for again; the API server keeps about five
 * minutes.
 */
const KEPT_CHANGES = 20_000;

/**
 * The content of the mock API server: synthetic objects, generated for each
 * request, and the changes to them.
 */
export class MockCluster {
  readonly shape: Shape;
  readonly #texts: ExternalSecretTexts;
  readonly #changed = new Map<number, Change>();
  readonly #small: Readonly<Record<string, readonly string[]>>;
  #log: Change[] = [];
  /** Watches from before this version can no longer be served. */
  #oldest = 1_000_000;
  #version = 1_000_000;
  readonly #listeners = new Set<(line: string) => void>();

  constructor(shape: Shape) {
    this.shape = shape;
    this.#texts = new ExternalSecretTexts(shape);
    const text = (kind: string, object: any, index: number) =>
      JSON.stringify(
        sorted(
          stored(object, {
            uid: uidOf(kind, index),
            resourceVersion: String(900_000 + index),
          }),
        ),
      );
    this.#small = {
      namespaces: Array.from({ length: shape.namespaces }, (_, index) =>
        text('Namespace', namespaceObject(index, shape), index),
      ),
      clusterexternalsecrets: Array.from(
        { length: shape.distributions },
        (_, index) =>
          text('ClusterExternalSecret', distributionObject(index), index),
      ),
      clustersecretstores: [text('ClusterSecretStore', storeObject(), 0)],
    };
  }

  get version(): number {
    return this.#version;
  }

  /** How many positions a list of the kind has; some may be empty. */
  sizeOf(plural: Plural): number {
    return plural === 'externalsecrets'
      ? countOf(this.shape)
      : this.#small[plural]?.length ?? 0;
  }

  /** The objects at these positions, as JSON, separated by commas. */
  itemsText(plural: Plural, from: number, to: number): string {
    if (plural !== 'externalsecrets') {
      return (this.#small[plural] ?? []).slice(from, to).join(',');
    }
    const texts: string[] = [];
    for (let index = from; index < to; index += 1) {
      const state = this.#stateOf(index);
      if (state) {
        texts.push(this.#texts.textOf(index, state));
      }
    }
    return texts.join(',');
  }

  /** The ExternalSecrets of one namespace. */
  externalSecretsTextIn(namespace: string): string {
    const { perNamespace } = this.shape;
    const first = Number(/\d+$/.exec(namespace)?.[0] ?? 0) * perNamespace;
    return this.itemsText('externalsecrets', first, first + perNamespace);
  }

  /** Whether a watch may begin after this version. */
  keeps(version: number): boolean {
    return version >= this.#oldest && version <= this.#version;
  }

  /** Every line after `version`, then every new one, until the answer is called. */
  watch(version: number, listener: (line: string) => void): () => void {
    for (const change of this.#log) {
      if (change.resourceVersion > version) {
        listener(this.#line(change));
      }
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  bookmark(plural: Plural): string {
    return `{"type":"BOOKMARK","object":{"kind":"${plural}","apiVersion":"v1","metadata":{"resourceVersion":"${
      this.#version
    }","creationTimestamp":null}}}\n`;
  }

  /**
   * The operator has refreshed it, which is nearly every change in a cluster.
   */
  refresh(index: number, refreshedAt: string): void {
    const life = this.#changed.get(index)?.life ?? 0;
    const type = this.#stateOf(index) ? 'MODIFIED' : 'ADDED';
    this.#change({ index, type, refreshedAt, life: life });
  }

  /** Deletes it. A later `refresh` creates it again, with another uid. */
  delete(index: number): void {
    const state = this.#stateOf(index);
    if (state) {
      this.#change({
        index,
        type: 'DELETED',
        refreshedAt: state.refreshedAt,
        life: state.life,
      });
    }
  }

  /** Ends the history: no watch can be resumed, as after a compaction. */
  forget(): void {
    this.#log = [];
    this.#oldest = this.#version + 1;
    this.#version += 1;
  }

  #stateOf(index: number): ExternalSecretState | undefined {
    const change = this.#changed.get(index);
    if (!change) {
      return { refreshedAt: REFRESHED_AT, resourceVersion: index + 1, life: 0 };
    }
    return change.type === 'DELETED' ? undefined : change;
  }

  #change(change: Omit<Change, 'resourceVersion'>): void {
    this.#version += 1;
    const made: Change = {
      ...change,
      life: change.type === 'ADDED' ? change.life + 1 : change.life,
      resourceVersion: this.#version,
    };
    this.#changed.set(change.index, made);
    this.#log.push(made);
    if (this.#log.length > 2 * KEPT_CHANGES) {
      this.#log = this.#log.slice(-KEPT_CHANGES);
      this.#oldest = this.#log[0].resourceVersion;
    }
    const line = this.#line(made);
    this.#listeners.forEach(listener => listener(line));
  }

  #line(change: Change): string {
    return `{"type":"${change.type}","object":${this.#texts.textOf(
      change.index,
      change,
    )}}\n`;
  }
}

/** The place of an index, for messages and look-ups. */
export function placeOf(
  index: number,
  shape: Shape,
): { namespace: string; name: string } {
  const { namespace, distribution } = numbersOf(index, shape);
  return {
    namespace: namespaceName(namespace),
    name: distributionName(distribution),
  };
}
