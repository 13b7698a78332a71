import {
  IngressRecord,
  OwnedRecord,
  OwnerRecord,
  PodRecord,
  PodTemplateRecord,
  ServiceAccountRecord,
} from '../workloads';
import {
  Fields,
  fieldsListOf,
  fieldsOf,
  openNamespacedObject,
  textOf,
  timeOf,
} from './fields';
import { podSpecOf } from './podSpec';

function ownerOf(metadata: Fields): { owner?: OwnerRecord } {
  const owner = fieldsListOf(metadata.ownerReferences).find(
    each => each.controller === true,
  );
  const kind = textOf(owner?.kind);
  const name = textOf(owner?.name);
  return kind && name ? { owner: { kind, name } } : {};
}

const STATUS_LISTS = [
  'containerStatuses',
  'initContainerStatuses',
  'ephemeralContainerStatuses',
];

/**
 * A raw Pod as a record.
 *
 * @throws InputError when it is not a Pod
 * @public
 */
export function parsePod(object: unknown): PodRecord {
  const { name, metadata, spec, status } = openNamespacedObject(object, [
    'Pod',
  ]);
  const phase = textOf(status.phase);
  return {
    name,
    ...ownerOf(metadata),
    spec: podSpecOf(spec),
    isFinished: phase === 'Succeeded' || phase === 'Failed',
    running: STATUS_LISTS.flatMap(list => fieldsListOf(status[list])).flatMap(
      container => {
        const startedAt = timeOf(
          fieldsOf(fieldsOf(container.state).running).startedAt,
        );
        const containerName = textOf(container.name);
        return containerName && startedAt !== undefined
          ? [{ name: containerName, startedAt }]
          : [];
      },
    ),
  };
}

/** The kinds with a pod template, and where it is. */
const TEMPLATE_OF: Readonly<Record<string, (spec: Fields) => Fields>> = {
  Deployment: spec => spec,
  StatefulSet: spec => spec,
  DaemonSet: spec => spec,
  Job: spec => spec,
  CronJob: spec => fieldsOf(fieldsOf(spec.jobTemplate).spec),
};

/**
 * A raw object with a pod template as a record. The items of a list carry no
 * kind, so the caller passes it.
 *
 * @throws InputError when it is of another kind
 * @public
 */
export function parsePodTemplate(
  object: unknown,
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob',
): PodTemplateRecord {
  const { name, metadata, spec } = openNamespacedObject(object, [kind]);
  const { template } = TEMPLATE_OF[kind](spec);
  return {
    kind,
    name,
    ...ownerOf(metadata),
    spec: podSpecOf(fieldsOf(fieldsOf(template).spec)),
  };
}

/**
 * A raw ReplicaSet, or its metadata alone, as a record.
 *
 * @throws InputError when it is neither
 * @public
 */
export function parseReplicaSet(object: unknown): OwnedRecord {
  const { name, metadata } = openNamespacedObject(object, [
    'ReplicaSet',
    'PartialObjectMetadata',
  ]);
  return { kind: 'ReplicaSet', name, ...ownerOf(metadata) };
}

/**
 * A raw ServiceAccount as a record.
 *
 * @throws InputError when it is not a ServiceAccount
 * @public
 */
export function parseServiceAccount(object: unknown): ServiceAccountRecord {
  const { name, fields } = openNamespacedObject(object, ['ServiceAccount']);
  return {
    name,
    imagePullSecrets: fieldsListOf(fields.imagePullSecrets).flatMap(
      secret => textOf(secret.name) ?? [],
    ),
  };
}

/**
 * A raw Ingress as a record.
 *
 * @throws InputError when it is not an Ingress
 * @public
 */
export function parseIngress(object: unknown): IngressRecord {
  const { name, spec } = openNamespacedObject(object, ['Ingress']);
  return {
    name,
    tlsSecrets: fieldsListOf(spec.tls).flatMap(
      ({ secretName }) => textOf(secretName) ?? [],
    ),
  };
}
