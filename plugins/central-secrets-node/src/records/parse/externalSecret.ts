import { ExternalSecretRecord, ExternalSecretSpecRecord } from '../records';
import { readyConditionOf } from './condition';
import { externalSecretSpecOf } from './externalSecretSpec';
import {
  Fields,
  fieldsListOf,
  fieldsOf,
  nameOf,
  openNamespacedObject,
  textOf,
  textsOf,
  timeOf,
} from './fields';
import { secretMarksOf } from './secretMarks';

function ownerOf(metadata: Fields): ExternalSecretRecord['owner'] {
  const owner = fieldsListOf(metadata.ownerReferences).find(
    reference => reference.controller === true,
  );
  return (
    owner && {
      kind: nameOf(owner.kind) ?? '',
      name: nameOf(owner.name) ?? '',
      uid: nameOf(owner.uid) ?? '',
    }
  );
}

/** Beyond this they are not kept: anyone who can write an ExternalSecret decides how many there are. */
const MOST_FINALIZERS = 20;

/** What holds an object that is being deleted. */
function finalizersOf({
  deletionTimestamp,
  finalizers,
}: Fields): Pick<ExternalSecretRecord, 'finalizers'> {
  const names = textsOf(finalizers);
  return deletionTimestamp !== undefined &&
    names.length > 0 &&
    names.length <= MOST_FINALIZERS
    ? { finalizers: names.map(name => nameOf(name) ?? '') }
    : {};
}

/** ESO writes `<generation>-<hash of annotations and labels>`. */
function syncedGenerationOf(status: Fields): number | undefined {
  const generation = /^(\d+)-/.exec(
    textOf(status.syncedResourceVersion) ?? '',
  )?.[1];
  return generation === undefined ? undefined : Number(generation);
}

/** Kubernetes keeps who wrote which field, and when, by its own clock. */
function refreshWrittenAtOf(metadata: Fields): number | undefined {
  const times = fieldsListOf(metadata.managedFields)
    .filter(manager => {
      const status = fieldsOf(fieldsOf(manager.fieldsV1)['f:status']);
      return Object.hasOwn(status, 'f:refreshTime');
    })
    .flatMap(manager => timeOf(manager.time) ?? []);
  return times.length > 0
    ? times.reduce((newest, time) => Math.max(newest, time))
    : undefined;
}

/**
 * Reads a raw spec; `where` begins the message where it cannot be read.
 *
 * @public
 */
export type ReadExternalSecretSpec = (
  spec: Readonly<Record<string, unknown>>,
  where: string,
) => ExternalSecretSpecRecord;

/**
 * A raw ExternalSecret as a record.
 *
 * @throws InputError when it is not an ExternalSecret
 * @public
 */
export function parseExternalSecret(object: unknown): ExternalSecretRecord {
  return parseExternalSecretWith(externalSecretSpecOf, object);
}

/**
 * Same as `parseExternalSecret`, for a caller that may have read the same spec
 * before: thousands of copies of one distribution share it.
 *
 * @throws InputError when it is not an ExternalSecret
 * @public
 */
export function parseExternalSecretWith(
  readSpec: ReadExternalSecretSpec,
  object: unknown,
): ExternalSecretRecord {
  const head = openNamespacedObject(object, ['ExternalSecret']);
  const { metadata, spec, status, namespace, name } = head;
  const owner = ownerOf(metadata);
  const refreshedAt = timeOf(status.refreshTime);
  const refreshWrittenAt =
    refreshedAt === undefined ? undefined : refreshWrittenAtOf(metadata);
  const syncedGeneration = syncedGenerationOf(status);
  const boundSecret = nameOf(fieldsOf(status.binding).name);
  const ready = readyConditionOf(status);
  const marks = secretMarksOf(spec, metadata);
  return {
    namespace,
    name,
    uid: head.uid,
    generation: head.generation,
    createdAt: head.createdAt,
    ...(head.deletedAt === undefined ? {} : { deletedAt: head.deletedAt }),
    ...finalizersOf(metadata),
    ...(owner ? { owner } : {}),
    spec: readSpec(spec, `ExternalSecret ${namespace}/${name}: spec`),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    ...(refreshWrittenAt === undefined ? {} : { refreshWrittenAt }),
    ...(syncedGeneration === undefined ? {} : { syncedGeneration }),
    ...(boundSecret ? { boundSecret } : {}),
    ...(ready ? { ready } : {}),
    ...(marks ? { marks } : {}),
  };
}
