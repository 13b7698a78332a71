import { KubernetesObject } from '../../framework/kubernetesApi';
import { objectPath } from '../../framework/objects';
import { ScriptedCluster } from '../scriptedCluster';
import { ScenarioCase } from '../scenario';

type Fields = Readonly<Record<string, any>>;

const CORE = 'v1';
const GROUP = 'external-secrets.io';

/** Events about other kinds are not kept. */
const ABOUT = ['ExternalSecret', 'ClusterSecretStore', 'SecretStore'];

/** Nothing of an object's metadata is kept but this. */
const METADATA = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
];
/** Nothing of an event is kept but this. */
const EVENT = [
  'involvedObject',
  'type',
  'reason',
  'message',
  'count',
  'firstTimestamp',
  'lastTimestamp',
  'source',
  'reportingComponent',
];

/**
 * The objects that a case is about, as the API server returns them now, without
 * the fields from which no state is derived. No Secret is among them.
 */
export async function readSampleObjects(
  cluster: ScriptedCluster,
  { name }: ScenarioCase,
): Promise<KubernetesObject[]> {
  const namespace = `case-${name}`;
  const served = await cluster.read(`/apis/${GROUP}`);
  const group: string = served?.preferredVersion.groupVersion ?? `${GROUP}/v1`;
  const found = async (kind: string, named: string, within?: string) => {
    const apiVersion = kind === 'Namespace' ? CORE : group;
    const metadata = { name: named, namespace: within };
    return (
      (await cluster.read(objectPath({ apiVersion, kind, metadata }))) ?? []
    );
  };
  const copies = await cluster.list(group, 'ExternalSecret', namespace);
  const distributions = [
    await found('ClusterExternalSecret', name),
    await found('ClusterExternalSecret', `${name}-second`),
  ].flat();
  const stores = new Map(
    [
      ...copies.map(({ spec }) => spec),
      ...distributions.map(({ spec }) => spec.externalSecretSpec),
    ].map(({ secretStoreRef: { kind = 'SecretStore', name: store } }) => [
      `${kind} ${store}`,
      { kind, store },
    ]),
  );
  const events = [
    ...(await cluster.list(CORE, 'Event', namespace)),
    ...(await cluster.list(CORE, 'Event', 'default')).filter(
      ({ involvedObject }) =>
        stores.has(`${involvedObject.kind} ${involvedObject.name}`),
    ),
  ];
  return [
    ...[await found('Namespace', namespace)].flat().map(namespaceOf),
    ...distributions.map(withSpec),
    ...copies.map(copyOf),
    ...(
      await Promise.all(
        [...stores.values()].map(({ kind, store }) =>
          found(kind, store, kind === 'SecretStore' ? namespace : undefined),
        ),
      )
    )
      .flat()
      .map(storeOf),
    // No state is derived from the others, and they come some time after it.
    ...events
      .filter(
        ({ involvedObject, type }) =>
          ABOUT.includes(involvedObject.kind) && type === 'Warning',
      )
      .map(eventOf),
  ];
}

function pick(object: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(
    fields
      .filter(field => object[field] !== undefined)
      .map(field => [field, object[field]]),
  );
}

function headOf(object: KubernetesObject) {
  return {
    ...pick(object, ['apiVersion', 'kind']),
    metadata: pick(object.metadata, METADATA),
  } as unknown as KubernetesObject;
}

function withSpec(object: KubernetesObject): KubernetesObject {
  return { ...headOf(object), ...pick(object, ['spec', 'status']) };
}

/** With who wrote a field of `part` and when, of all that Kubernetes keeps of that. */
function withManagers(
  object: KubernetesObject,
  part: 'f:metadata' | 'f:status',
  isKept: (field: string) => boolean,
): KubernetesObject['metadata'] {
  const { metadata } = headOf(object);
  const managers: Fields[] = (object.metadata as Fields).managedFields ?? [];
  const managedFields = managers.flatMap(manager => {
    const fields: Fields = manager.fieldsV1?.[part] ?? {};
    const kept = pick(fields, Object.keys(fields).filter(isKept));
    return Object.keys(kept).length > 0
      ? [{ ...manager, fieldsV1: { [part]: kept } }]
      : [];
  });
  return { ...metadata, managedFields } as KubernetesObject['metadata'];
}

function namespaceOf(object: KubernetesObject): KubernetesObject {
  return {
    ...headOf(object),
    metadata: withManagers(object, 'f:metadata', field => field === 'f:labels'),
    status: pick(object.status, ['phase']),
  };
}

function copyOf(object: KubernetesObject): KubernetesObject {
  return {
    ...withSpec(object),
    metadata: withManagers(
      object,
      'f:status',
      field => field === 'f:refreshTime',
    ),
  };
}

/** A fake store holds values in its spec. */
function storeOf(object: KubernetesObject): KubernetesObject {
  const { provider } = object.spec;
  return {
    ...withSpec(object),
    spec: {
      ...object.spec,
      provider: provider.fake ? { fake: { data: [] } } : provider,
    },
  };
}

function eventOf(object: KubernetesObject): KubernetesObject {
  return { ...headOf(object), ...pick(object, EVENT) };
}
