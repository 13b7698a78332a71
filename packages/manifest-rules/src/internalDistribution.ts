import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  InternalKind,
  kindOfInternalPath,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { fetchesOf } from './fetches';
import { Path } from './path';
import { Push, pushesOf } from './pushes';
import { RuleInput } from './RuleInput';
import { isSubstituted } from './substitutions';
import { Writer } from './Writer';

/** A value at a path of internal distribution: PushSecret → Vault → ExternalSecret. */
interface InternalValue {
  readonly kind: InternalKind;
  /** Such as `platform-data/postgres/temporal`. */
  readonly key: string;
  readonly property?: string;
  /** Where the object with `key` and `property` stands. */
  readonly at: Path;
}

/** A value that is pushed to such a path. */
export interface InternalPush extends InternalValue {
  readonly push: Push;
  /** The key of the source; undefined: all of it. */
  readonly secretKey?: string;
}

/** A value that is read from such a path. */
export interface InternalRead extends InternalValue {
  readonly writer: Writer;
  /** The ClusterSecretStore or SecretStore that it is read from. */
  readonly store: { readonly kind: string; readonly name: string };
}

/** A path of internal distribution; undefined: another one, or it is filled in later. */
function internalKey(
  value: unknown,
): { kind: InternalKind; key: string } | undefined {
  const key = textOf(value);
  const kind = key && !isSubstituted(key) ? kindOfInternalPath(key) : undefined;
  return kind && key ? { kind, key } : undefined;
}

/** Every value that is pushed to a path of internal distribution. */
export function* internalPushesOf(input: RuleInput): Iterable<InternalPush> {
  for (const push of pushesOf(input)) {
    for (const [index, entry] of fieldsListOf(push.spec.data).entries()) {
      const { secretKey, remoteRef } = fieldsOf(entry.match);
      const { remoteKey, property } = fieldsOf(remoteRef);
      const found = internalKey(remoteKey);
      if (found) {
        yield {
          ...found,
          push,
          property: textOf(property),
          secretKey: textOf(secretKey),
          at: [...push.path, 'data', index, 'match', 'remoteRef'],
        };
      }
    }
  }
}

/** Every value that is read from a path of internal distribution. */
export function* internalReadsOf({
  writers,
}: RuleInput): Iterable<InternalRead> {
  for (const writer of writers) {
    for (const { remote, path, store } of fetchesOf(writer)) {
      const found = internalKey(remote.key);
      if (found) {
        yield {
          ...found,
          writer,
          property: textOf(remote.property),
          at: path,
          store: { kind: store.kind || 'SecretStore', name: store.name },
        };
      }
    }
  }
}

/** The stores that a push writes to; a selector of stores names none. */
export function storesOfPush({ spec }: Push) {
  return fieldsListOf(spec.secretStoreRefs).map(({ kind, name }) => ({
    kind: textOf(kind) || 'SecretStore',
    name: textOf(name),
  }));
}
