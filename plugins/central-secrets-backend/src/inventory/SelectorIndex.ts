import {
  DistributionRecord,
  LabelSelector,
  LabelSelectorRequirement,
  requirementProblem,
  requirementsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';

type Labels = Readonly<Record<string, string>>;

/**
 * A label that every namespace which asks by a selector has; without values:
 * the label, regardless of its value.
 */
interface Pin {
  readonly key: string;
  readonly values?: readonly string[];
}

/**
 * Returns the label and values that a requirement asks for; an invalid
 * requirement asks for its label (see `isAskedFor`).
 */
function pinOfRequirement(
  requirement: LabelSelectorRequirement,
): Pin | undefined {
  const { key, operator, values } = requirement;
  if (requirementProblem(requirement) !== undefined) {
    return { key };
  }
  if (operator === 'In') {
    return { key, values };
  }
  return operator === 'Exists' ? { key } : undefined;
}

/** undefined: a namespace may ask by the selector without any label. */
function pinOf(selector: LabelSelector): Pin | undefined {
  const pins = requirementsOf(selector).map(pinOfRequirement);
  // A value narrows more than a label does.
  return pins.find(pin => pin?.values) ?? pins.find(pin => pin);
}

/** Names of distributions by one label that each of their selectors asks for. */
interface Pinned {
  readonly byValue: Map<string, Set<string>>;
  readonly withAnyValue: Set<string>;
}

/**
 * Finds the distributions that a namespace may ask for by looking at its labels
 * alone, not at each distribution: the cost depends on the namespace's labels,
 * and not on the number of distributions.
 */
export class SelectorIndex {
  readonly #pins = new Map<string, readonly (Pin | undefined)[]>();
  readonly #pinned = new Map<string, Pinned>();
  readonly #anywhere = new Set<string>();

  /** How many distributions there are. */
  get size(): number {
    return this.#pins.size;
  }

  has(name: string): boolean {
    return this.#pins.has(name);
  }

  set({ name, selectors }: Pick<DistributionRecord, 'name' | 'selectors'>) {
    this.delete(name);
    const pins = selectors.map(pinOf);
    this.#pins.set(name, pins);
    for (const pin of pins) {
      this.#setsOf(pin).forEach(names => names.add(name));
    }
  }

  delete(name: string): void {
    for (const pin of this.#pins.get(name) ?? []) {
      this.#setsOf(pin).forEach(names => names.delete(name));
      if (pin) {
        this.#dropEmpty(pin);
      }
    }
    this.#pins.delete(name);
  }

  /** The names of all that a namespace with these labels may ask for, each once. */
  candidates(labels: Labels): Set<string> {
    const found = new Set(this.#anywhere);
    for (const [key, value] of Object.entries(labels)) {
      const pinned = this.#pinned.get(key);
      pinned?.withAnyValue.forEach(name => found.add(name));
      pinned?.byValue.get(value)?.forEach(name => found.add(name));
    }
    return found;
  }

  /** Where a pin is kept; made where it is not there yet. */
  #setsOf(pin: Pin | undefined): Set<string>[] {
    if (!pin) {
      return [this.#anywhere];
    }
    let pinned = this.#pinned.get(pin.key);
    if (!pinned) {
      pinned = { byValue: new Map(), withAnyValue: new Set() };
      this.#pinned.set(pin.key, pinned);
    }
    const { byValue, withAnyValue } = pinned;
    if (!pin.values) {
      return [withAnyValue];
    }
    return pin.values.map(value => {
      const names = byValue.get(value) ?? new Set();
      byValue.set(value, names);
      return names;
    });
  }

  #dropEmpty({ key, values = [] }: Pin): void {
    const pinned = this.#pinned.get(key);
    if (!pinned) {
      return;
    }
    const { byValue, withAnyValue } = pinned;
    for (const value of values) {
      if (byValue.get(value)?.size === 0) {
        byValue.delete(value);
      }
    }
    if (byValue.size === 0 && withAnyValue.size === 0) {
      this.#pinned.delete(key);
    }
  }
}
