import {
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  Fields,
  fieldsOf,
  isSelected,
  NamespaceRecord,
  parseDistribution,
  parseEvent,
  parseExternalSecret,
  parseNamespace,
  parseStore,
  StoreRecord,
  StoreReference,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ObservedKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Scope } from '../scope';
import { ApiClient, ApiProblem } from './ApiClient';
import { Copies } from './Copies';
import { parsedOrNone } from './parsedOrNone';

const CORE = '/api/v1';
const GROUP = '/apis/external-secrets.io/v1';
/** Only so many failing copies have their events read. */
const MOST_EVENT_READS = 20;

/** A distribution, and the spec that its copies are to have. */
export interface Distribution {
  readonly record: DistributionRecord;
  readonly copySpec: Fields;
}

/** Everything about a scope except its ExternalSecrets, which are watched. */
export interface Facts {
  readonly distributions: readonly Distribution[];
  readonly namespaces: readonly NamespaceRecord[];
  readonly stores: ReadonlyMap<string, StoreRecord>;
  readonly events: readonly EventRecord[];
  /** Other ExternalSecrets of namespaces that are not watched as a whole. */
  readonly siblings: readonly ExternalSecretRecord[];
  /** Kinds that this identity may not read, or that do not exist. */
  readonly refused: ReadonlyMap<ObservedKind, ApiProblem>;
}

/** The path of the distributions, of one namespace's ExternalSecrets, or of one object. */
export const PATHS = {
  distributions: `${GROUP}/clusterexternalsecrets`,
  copies: (namespace?: string) =>
    namespace === undefined
      ? `${GROUP}/externalsecrets`
      : `${GROUP}/namespaces/${namespace}/externalsecrets`,
};

/**
 * Reads the facts of a scope. A kind that is refused is left out and named,
 * except where nothing can be said without it.
 *
 * @throws ApiProblem where the API server does not answer, or a kind is refused
 * that the scope needs
 */
export async function readFacts(
  api: ApiClient,
  scope: Scope,
  copies: Copies,
): Promise<Facts> {
  const refused = new Map<ObservedKind, ApiProblem>();
  const allowed = async <T>(
    kind: ObservedKind,
    reading: Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isRefusal(error)) {
        throw error;
      }
      refused.set(kind, error);
      return undefined;
    }
  };

  const distributions = await readDistributions(api, scope, allowed);
  const namespaces = await readNamespaces(api, scope, distributions, allowed);
  const records = namespaces.flatMap(({ name }) =>
    copies.in(name).map(({ record }) => record),
  );
  const stores = await readStores(
    api,
    distributions,
    records,
    namespaces,
    allowed,
  );
  const failing = records.filter(({ ready }) => ready?.status === 'False');
  const events = await readEvents(api, failing, allowed);
  const siblings =
    scope.kind === 'distribution' ? await readSiblings(api, records) : [];
  return { distributions, namespaces, stores, events, siblings, refused };
}

type Allowed = <T>(
  kind: ObservedKind,
  reading: Promise<T>,
) => Promise<T | undefined>;

function isRefusal({ code }: ApiProblem): boolean {
  return code === 'forbidden' || code === 'not-installed';
}

function toDistribution(object: unknown): Distribution {
  const raw: Fields = { kind: 'ClusterExternalSecret', ...fieldsOf(object) };
  return {
    record: parseDistribution(raw),
    copySpec: fieldsOf(fieldsOf(raw.spec).externalSecretSpec),
  };
}

async function readDistributions(
  api: ApiClient,
  scope: Scope,
  allowed: Allowed,
): Promise<Distribution[]> {
  if (scope.kind === 'distribution') {
    const found = await api.find(`${PATHS.distributions}/${scope.name}`);
    return found ? [toDistribution(found)] : [];
  }
  const list = await allowed(
    'clusterexternalsecrets',
    api.list(PATHS.distributions),
  );
  return (list?.items ?? []).flatMap(
    item => parsedOrNone(toDistribution, item) ?? [],
  );
}

async function readNamespaces(
  api: ApiClient,
  scope: Scope,
  distributions: readonly Distribution[],
  allowed: Allowed,
): Promise<NamespaceRecord[]> {
  if (scope.kind === 'distribution') {
    const { items } = await api.list(`${CORE}/namespaces`);
    return items
      .flatMap(
        item =>
          parsedOrNone(parseNamespace, { kind: 'Namespace', ...item }) ?? [],
      )
      .filter(namespace =>
        distributions.some(({ record }) => isSelected(record, namespace)),
      );
  }
  const { namespace: name } = scope;
  const found = await allowed(
    'namespaces',
    api.find(`${CORE}/namespaces/${name}`),
  );
  return found ? [parseNamespace({ kind: 'Namespace', ...found })] : [];
}

async function readStores(
  api: ApiClient,
  distributions: readonly Distribution[],
  copies: readonly ExternalSecretRecord[],
  namespaces: readonly NamespaceRecord[],
  allowed: Allowed,
): Promise<Map<string, StoreRecord>> {
  const wanted = new Map<string, { kind: ObservedKind; path: string }>();
  const want = ({ kind, name }: StoreReference, namespace: string) => {
    if (kind === 'ClusterSecretStore') {
      wanted.set(storeKey(kind, name), {
        kind: 'clustersecretstores',
        path: `${GROUP}/clustersecretstores/${name}`,
      });
    } else {
      wanted.set(storeKey(kind, name, namespace), {
        kind: 'secretstores',
        path: `${GROUP}/namespaces/${namespace}/secretstores/${name}`,
      });
    }
  };
  for (const { spec, namespace } of copies) {
    spec.stores.forEach(store => want(store, namespace));
  }
  for (const { record } of distributions) {
    namespaces
      .filter(namespace => isSelected(record, namespace))
      .forEach(({ name }) =>
        record.spec.stores.forEach(store => want(store, name)),
      );
  }

  const stores = new Map<string, StoreRecord>();
  for (const [key, { kind, path }] of wanted) {
    const found = await allowed(kind, api.find(path));
    const store = found && parsedOrNone(parseStore, found);
    if (store) {
      stores.set(key, store);
    }
  }
  return stores;
}

/** The key of a store in `Facts.stores`. */
export function storeKey(kind: string, name: string, namespace = ''): string {
  return kind === 'ClusterSecretStore'
    ? `${kind}//${name}`
    : `${kind}/${namespace}/${name}`;
}

/** The newest first. */
async function readEvents(
  api: ApiClient,
  failing: readonly ExternalSecretRecord[],
  allowed: Allowed,
): Promise<EventRecord[]> {
  const lists = await Promise.all(
    failing.slice(0, MOST_EVENT_READS).map(({ namespace, name }) =>
      allowed(
        'events',
        api.list(`${CORE}/namespaces/${namespace}/events`, {
          fieldSelector: `involvedObject.kind=ExternalSecret,involvedObject.name=${name}`,
        }),
      ),
    ),
  );
  return lists
    .flatMap(list => list?.items ?? [])
    .flatMap(item => parsedOrNone(parseEvent, { kind: 'Event', ...item }) ?? [])
    .sort((left, right) => right.lastAt - left.lastAt);
}

/**
 * The other ExternalSecrets of a namespace decide where a copy fails, or writes
 * a Secret that it does not own.
 */
async function readSiblings(
  api: ApiClient,
  copies: readonly ExternalSecretRecord[],
): Promise<ExternalSecretRecord[]> {
  const contested = copies.filter(
    ({ ready, spec }) =>
      ready?.status === 'False' ||
      !['Owner', 'None'].includes(spec.creationPolicy),
  );
  const lists = await Promise.all(
    contested
      .slice(0, MOST_EVENT_READS)
      .map(({ namespace }) => api.list(PATHS.copies(namespace))),
  );
  return lists
    .flatMap(({ items }) => items)
    .flatMap(
      item =>
        parsedOrNone(parseExternalSecret, {
          kind: 'ExternalSecret',
          ...item,
        }) ?? [],
    );
}
