import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Observation } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Reflector } from '../kubernetes';
import { Collection } from './Collection';
import { CollectionSink } from './CollectionSink';
import {
  ComparedWith,
  Comparison,
  differencesFrom,
  ListWhole,
} from './differencesFrom';
import { mergeObservations } from './observation';

/**
 * The part that one reflector observes: a whole kind, or one namespace's part
 * of it.
 */
interface Part<R, C extends Collection<R>> {
  readonly list: ListWhole;
  readonly sink: CollectionSink<R, C>;
  readonly reflector: Reflector;
}

/**
 * One kind of one cluster: as a whole, or in some namespaces only. Each
 * namespace is observed independently, so that one which cannot be read does
 * not affect the others.
 */
export class KindInventory<R, C extends Collection<R>> {
  /** By namespace; under undefined the whole. */
  readonly #parts: ReadonlyMap<string | undefined, Part<R, C>>;

  /**
   * @param namespaces - undefined: all of them, or a kind without namespaces
   * @param create - makes one part
   */
  constructor(
    namespaces: readonly string[] | undefined,
    create: (namespace?: string) => Part<R, C>,
  ) {
    this.#parts = new Map(
      (namespaces ?? [undefined]).map(namespace => [
        namespace,
        create(namespace),
      ]),
    );
  }

  /** Where a namespace's objects are; undefined where that is not observed. */
  in(namespace: string): C | undefined {
    return (this.#parts.get(undefined) ?? this.#parts.get(namespace))?.sink
      .current;
  }

  /** The collections of all parts. */
  all(): C[] {
    return [...this.#parts.values()].map(({ sink }) => sink.current);
  }

  /** How well a namespace's objects are known; without a namespace, all that are observed. */
  observation(namespace?: string): Observation {
    const whole = this.#parts.get(undefined);
    if (whole) {
      return whole.reflector.observation();
    }
    if (namespace === undefined) {
      return mergeObservations(
        new Map(
          [...this.#parts].map(([name, { reflector }]) => [
            name!,
            reflector.observation(),
          ]),
        ),
      );
    }
    return (
      this.#parts.get(namespace)?.reflector.observation() ?? {
        error: {
          code: 'forbidden',
          // The message has no names: a user who may see one namespace must not
          // learn of another.
          message: message('namespace-not-observed', { namespace }),
        },
      }
    );
  }

  /** How many objects there are, readable or not; undefined: not known. */
  count(): number | undefined {
    return this.observation().observedAt === undefined
      ? undefined
      : [...this.#parts.values()].reduce(
          (sum, { sink }) => sum + sink.current.size + sink.unreadable,
          0,
        );
  }

  /** Compares each part with the cluster's objects; see `differencesFrom`. */
  async compare(
    comparedWith: ComparedWith,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const comparisons = await Promise.all(
      [...this.#parts.values()].map(part =>
        differencesFrom(part, { comparedWith, signal }),
      ),
    );
    const counts = comparisons.flatMap(({ compared }) => compared ?? []);
    return {
      compared: counts.length
        ? counts.reduce((sum, count) => sum + count)
        : undefined,
      differences: comparisons.flatMap(({ differences }) => differences),
    };
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#parts.values()].map(({ reflector }) => reflector.run(signal)),
    );
  }
}
