import {
  fieldsOf,
  findSource,
  HubSourceRecord,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { nearestOf } from '../definitions/suggest';
import { Fetch, fetchesOf } from '../fetches';
import { HubSources } from '../HubSources';
import { RuleInput } from '../RuleInput';
import { Problem, Rule } from '../rule';

/** How many names a message lists. */
const NAMED = 10;

function listNames(names: readonly string[]): string {
  return names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and others`
    : names.join(', ');
}

/** The names of the ClusterSecretStores that read the hub. */
function hubStores(
  { stores }: RuleInput,
  { index, stores: known }: HubSources,
): ReadonlySet<string> {
  const given = new Map(
    stores
      .filter(({ manifest }) => manifest.kind === 'ClusterSecretStore')
      .map(({ manifest }) => {
        const { kubernetes } = fieldsOf(
          fieldsOf(manifest.object.spec).provider,
        );
        return [
          manifest.name,
          fieldsOf(kubernetes).remoteNamespace === index.head.hubNamespace,
        ] as const;
      }),
  );
  return new Set([
    // A store that the manifests change is what they say.
    ...known.filter(name => !given.has(name)),
    ...[...given].filter(([, reads]) => reads).map(([name]) => name),
  ]);
}

/** Whether a source may have a property: a dot leads into the JSON of a key. */
function mayHave({ keys, keysLeftOut }: HubSourceRecord, property: string) {
  return (
    Boolean(keysLeftOut) ||
    keys.some(key => key === property || property.startsWith(`${key}.`))
  );
}

function suggest(word: string, words: readonly string[]): string {
  const near = nearestOf(word, words);
  return near ? `did you mean ${near}?` : `it has ${listNames(words)}`;
}

function problemOf(
  { index }: HubSources,
  { remote, path }: Fetch,
): Pick<Problem, 'path' | 'message'> | undefined {
  const key = textOf(remote.key);
  const property = textOf(remote.property);
  // With metadata the property is a label's or an annotation's.
  const isOpen = !key || remote.metadataPolicy === 'Fetch';
  if (isOpen) {
    return undefined;
  }
  const source = findSource(index, key);
  if (source === 'missing') {
    const names = index.pages.flatMap(({ sources }) =>
      sources.map(({ name }) => name),
    );
    const near = nearestOf(key, names);
    return {
      path: [...path, 'key'],
      message: `the hub has no source ${key}: ${
        near
          ? `did you mean ${near}?`
          : `create it in ${index.head.hubNamespace}, or name one that it has`
      }`,
    };
  }
  if (source === 'unknown' || !property) {
    return undefined;
  }
  return mayHave(source, property)
    ? undefined
    : {
        path: [...path, 'property'],
        message: `the source ${key} has no key ${property}: ${suggest(
          property,
          source.keys,
        )}`,
      };
}

export const hubSourceMissing: Rule = {
  code: 'hub-source-missing',
  severity: 'error',
  summary:
    'With --against-cluster: the hub has every source, and every key of it, that is fetched from it.',
  *check(input) {
    const { hubSources, writers } = input;
    if (!hubSources) {
      return;
    }
    const stores = hubStores(input, hubSources);
    for (const writer of writers) {
      for (const fetch of fetchesOf(writer)) {
        const { store, isGenerated } = fetch;
        const readsHub =
          !isGenerated &&
          store.kind === 'ClusterSecretStore' &&
          stores.has(store.name);
        const problem = readsHub ? problemOf(hubSources, fetch) : undefined;
        if (problem) {
          yield { manifest: writer.manifest, ...problem };
        }
      }
    }
  },
};
