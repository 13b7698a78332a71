import {
  InternalPush,
  InternalRead,
  internalPushesOf,
  internalReadsOf,
  storesOfPush,
} from '../internalDistribution';
import { RuleInput } from '../RuleInput';
import { Problem, Rule } from '../rule';

/** The namespace that a reader is in, where it is one and known. */
function namespaceOf({ writer }: InternalRead): string | undefined {
  return writer.isDistribution ? undefined : writer.namespace;
}

function pushesByKey(input: RuleInput): ReadonlyMap<string, InternalPush[]> {
  const pushes = new Map<string, InternalPush[]>();
  for (const push of internalPushesOf(input)) {
    pushes.set(push.key, [...(pushes.get(push.key) ?? []), push]);
  }
  return pushes;
}

/** Whether a push certainly writes to other stores than the one that is read. */
function isElsewhere({ push }: InternalPush, { store }: InternalRead): boolean {
  const stores = storesOfPush(push);
  return (
    stores.length > 0 &&
    stores.every(({ kind, name }) => name && kind !== 'SecretStore') &&
    !stores.some(({ kind, name }) => kind === store.kind && name === store.name)
  );
}

export const internalRouteBroken: Rule = {
  code: 'internal-route-broken',
  severity: 'warning',
  summary:
    'What is pushed for internal distribution is read from the same store, in another namespace.',
  *check(input): Iterable<Problem> {
    const pushes = pushesByKey(input);
    for (const read of internalReadsOf(input)) {
      const writers = pushes.get(read.key) ?? [];
      const { manifest } = read.writer;
      const path = [...read.at, 'key'];
      if (writers.length === 0) {
        if (input.settings.complete) {
          yield {
            manifest,
            path,
            message: `no PushSecret writes ${read.key}: add one in the namespace of its producer, or correct the key`,
          };
        }
        continue;
      }
      const [first] = writers;
      const other = { manifest: first.push.manifest, path: first.at };
      if (writers.every(each => isElsewhere(each, read))) {
        const [{ name }] = storesOfPush(first.push);
        yield {
          manifest,
          path,
          message: `${read.key} is pushed to another store: read it from ClusterSecretStore ${name}`,
          other,
        };
      } else if (
        writers.every(
          ({ push }) =>
            push.manifest.kind === 'PushSecret' &&
            push.manifest.namespace !== undefined &&
            push.manifest.namespace === namespaceOf(read),
        )
      ) {
        yield {
          manifest,
          path,
          message: `${read.key} is pushed from this namespace: use the Secret of its producer directly`,
          other,
        };
      }
    }
    if (input.settings.complete) {
      const read = new Set([...internalReadsOf(input)].map(({ key }) => key));
      for (const [key, [first]] of pushes) {
        if (!read.has(key)) {
          yield {
            manifest: first.push.manifest,
            path: [...first.at, 'remoteKey'],
            message: `no ExternalSecret reads ${key}: add its consumer, or remove the entry`,
          };
        }
      }
    }
  },
};
