import { requirementsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput } from './RuleInput';
import { Severity } from './rule';
import { Writer } from './Writer';
import { canMeet } from './satisfiable';

/** Two writers of one name that can both reach some namespace. */
export interface Meeting {
  readonly later: Writer;
  /** The first one before `later` that can meet it. */
  readonly earlier: Writer;
}

/** A conflict is proven only where both are known to be for one cluster. */
export function severityOfMeeting(
  { later, earlier }: Meeting,
  { origins }: RuleInput,
): Severity {
  const together = origins.together?.(later.manifest, earlier.manifest);
  return together === 'likely' ? 'warning' : 'error';
}

/**
 * The values that a writer asks of a label, one of which every namespace that
 * it reaches has; undefined where it reaches namespaces with any value.
 */
function pinnedValues(
  writer: Writer,
  key: string | undefined,
): string[] | undefined {
  const values: string[] = [];
  for (const { selector } of writer.selectors) {
    const pin = requirementsOf(selector).find(
      requirement => requirement.key === key && requirement.operator === 'In',
    );
    if (!pin) {
      return undefined;
    }
    values.push(...(pin.values ?? []));
  }
  return values;
}

/** The label whose values tell most of these writers apart; undefined where none does. */
function tellingLabel(writers: readonly Writer[]): string | undefined {
  const values = new Map<string, Set<string>>();
  for (const { selector } of writers.flatMap(({ selectors }) => selectors)) {
    for (const requirement of requirementsOf(selector)) {
      if (requirement.operator !== 'In') {
        continue;
      }
      const known = values.get(requirement.key) ?? new Set();
      requirement.values?.forEach(value => known.add(value));
      values.set(requirement.key, known);
    }
  }
  const [most] = [...values].sort(([, a], [, b]) => b.size - a.size);
  return most && most[1].size > 1 ? most[0] : undefined;
}

/** Adds to the list of a key. */
function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) {
    list.push(value);
  } else {
    lists.set(key, [value]);
  }
}

/**
 * Meetings among writers of one name. Two that pin one label to different
 * values cannot meet, so each is compared only with those that share a value of
 * the most telling label, or pin none: ten thousand ExternalSecrets of one
 * name, each in a namespace of its own, are ten thousand steps and not fifty
 * million.
 */
function* meetingsOfOneName(
  input: RuleInput,
  writers: readonly Writer[],
): Iterable<Meeting> {
  const key = tellingLabel(writers);
  const before: Writer[] = [];
  /** Indexes in `before`: of those that pin no value, and by the values that the others pin. */
  const anywhere: number[] = [];
  const byValue = new Map<string, number[]>();

  const firstMet = (
    later: Writer,
    values: readonly string[] | undefined,
  ): Writer | undefined => {
    if (!values) {
      return before.find(other => canMeet(other, later, input));
    }
    const met = [anywhere, ...values.map(value => byValue.get(value) ?? [])]
      .map(indexes =>
        indexes.find(index => canMeet(before[index], later, input)),
      )
      .filter(index => index !== undefined);
    // Of none, the least is infinite, and no writer has that index.
    return before[Math.min(...met)];
  };

  for (const later of writers) {
    const values = pinnedValues(later, key);
    const earlier = firstMet(later, values);
    if (earlier) {
      yield { later, earlier };
    }
    const index = before.push(later) - 1;
    if (values) {
      new Set(values).forEach(value => push(byValue, value, index));
    } else {
      anywhere.push(index);
    }
  }
}

/** Each writer with the first one before it that has the same name and can meet it. */
export function* meetings(
  input: RuleInput,
  writers: readonly Writer[],
  nameOf: (writer: Writer) => string,
): Iterable<Meeting> {
  const byName = new Map<string, Writer[]>();
  writers
    // One that is in a namespace that is not known cannot be said to meet any.
    .filter(({ isDistribution, namespace }) => isDistribution || namespace)
    .forEach(writer => push(byName, nameOf(writer), writer));
  for (const named of byName.values()) {
    if (named.length > 1) {
      yield* meetingsOfOneName(input, named);
    }
  }
}
