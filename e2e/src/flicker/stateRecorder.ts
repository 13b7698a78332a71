import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Answers } from '../scenarios/answers';
import { InventoryChange } from '../scenarios/backend';

/** What a row says, as far as a person would call it another state. */
export type Said = Delivery['state'] | `${'failed' | 'unknown'}: ${string}`;

/**
 * Writes down every state that the deliveries of some namespaces pass through:
 * they are derived again after each change of the backend's knowledge, in the
 * same tick, so that none is missed. Changes by time alone are not seen.
 */
export class StateRecorder {
  readonly #said = new Map<string, Said[]>();
  readonly #prefix: string;

  /** Only deliveries whose namespace, and whose distribution, begin so. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** To be called at each change. Only namespaces that are there are looked at. */
  readonly look = (answers: Answers, { namespace }: InventoryChange): void => {
    const namespaces = namespace ? [namespace] : this.namespaces;
    for (const each of namespaces.filter(name =>
      name.startsWith(this.#prefix),
    )) {
      const rows = answers.deliveriesOf(each, name =>
        name.startsWith(this.#prefix),
      );
      rows.forEach(row => this.#note(row));
    }
  };

  /** Looked at when a change may be about any namespace. */
  namespaces: readonly string[] = [];

  #note(delivery: Delivery): void {
    const { id } = delivery;
    const said = saidBy(delivery);
    const before = this.#said.get(id) ?? [];
    if (before.at(-1) !== said) {
      this.#said.set(id, [...before, said]);
    }
  }

  /** The states of one delivery in their order, each as often as it was entered. */
  of(id: string): readonly Said[] {
    return this.#said.get(id) ?? [];
  }

  /** How many deliveries, of these or of all, passed through each sequence of states. */
  sequences(
    ids: readonly string[] = [...this.#said.keys()],
  ): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const id of ids) {
      const sequence = this.of(id).join(' → ');
      counts[sequence] = (counts[sequence] ?? 0) + 1;
    }
    return counts;
  }

  /** Starts again; the next look notes where everything stands. */
  clear(): void {
    this.#said.clear();
  }
}

function saidBy({ state, cause, remedy }: Delivery): Said {
  if (state !== 'failed' && state !== 'unknown') {
    return state;
  }
  // No action is needed yet: the event with the cause is on its way.
  const isAwaited = cause === 'other' && remedy.by === 'nobody';
  return `${state}: ${isAwaited ? 'not known yet why' : cause}`;
}
