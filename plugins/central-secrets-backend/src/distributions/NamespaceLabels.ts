import { NAME_LABEL } from '@central-secrets/manifest-rules';

type Labels = Readonly<Record<string, string>>;

/** The labels of all namespaces, and their names by label. */
export class NamespaceLabels {
  readonly #labels = new Map<string, Labels>();
  /** By label entry. A text where it is one namespace, as most labels have but one: a Set would take ten times as much. */
  readonly #names = new Map<string, string | Set<string>>();

  /** By name, each with its name as a label. */
  get all(): ReadonlyMap<string, Labels> {
    return this.#labels;
  }

  /** @returns whether that changed anything */
  set(name: string, given: Labels): boolean {
    const labels =
      given[NAME_LABEL] === name ? given : { ...given, [NAME_LABEL]: name };
    const before = this.#labels.get(name);
    if (before && areEqual(before, labels)) {
      return false;
    }
    this.delete(name);
    this.#labels.set(name, labels);
    for (const entry of entriesOf(labels)) {
      const names = this.#names.get(entry);
      if (names === undefined) {
        this.#names.set(entry, name);
      } else if (typeof names !== 'string') {
        names.add(name);
      } else {
        this.#names.set(entry, new Set([names, name]));
      }
    }
    return true;
  }

  /** @returns whether it was there */
  delete(name: string): boolean {
    for (const entry of entriesOf(this.#labels.get(name) ?? {})) {
      const names = this.#names.get(entry);
      if (names instanceof Set) {
        names.delete(name);
      }
      if (names === name || (names as Set<string>).size === 0) {
        this.#names.delete(entry);
      }
    }
    return this.#labels.delete(name);
  }

  /** The names of those with a label, given as `key=value`. */
  get(entry: string): Iterable<string> | undefined {
    const names = this.#names.get(entry);
    return typeof names === 'string' ? [names] : names;
  }
}

/** No label has a "=" in its key. */
function entriesOf(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function areEqual(one: Labels, other: Labels): boolean {
  if (one === other) {
    return true;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && one[key] === other[key])
  );
}
