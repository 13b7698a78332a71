import { PodSpecRecord, SecretReference } from '../workloads';
import { Fields, fieldsListOf, fieldsOf, textOf } from './fields';

/** The volume sources with credentials of their own, and where they name the Secret (Kubernetes' `VisitPodSecretNames`). */
const STORAGE_REFERENCES = [
  ['azureFile', 'secretName'],
  ['cephfs', 'secretRef'],
  ['csi', 'nodePublishSecretRef'],
  ['flexVolume', 'secretRef'],
  ['iscsi', 'secretRef'],
  ['rbd', 'secretRef'],
  ['scaleIO', 'secretRef'],
  ['storageos', 'secretRef'],
] as const;

type Named = Pick<SecretReference, 'secret' | 'way' | 'keys'>;

const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/**
 * Which Secrets a pod's spec names, by name alone: no value of a variable is
 * looked at, let alone kept.
 */
export function podSpecOf(spec: Fields): PodSpecRecord {
  const containers = CONTAINER_LISTS.flatMap(list => fieldsListOf(spec[list]));
  return {
    serviceAccount: textOf(spec.serviceAccountName) ?? 'default',
    references: merged([
      ...fieldsListOf(spec.imagePullSecrets).flatMap(({ name }) =>
        reference(name, { way: 'imagePullSecrets', readAt: 'pull' }),
      ),
      ...containers.flatMap(variablesOf),
      ...fieldsListOf(spec.volumes).flatMap(volume =>
        volumeReferences(volume, containers),
      ),
    ]),
  };
}

function reference(
  secret: unknown,
  how: Omit<SecretReference, 'secret'>,
): SecretReference[] {
  const name = textOf(secret);
  return name ? [{ secret: name, ...how }] : [];
}

function variablesOf(container: Fields): SecretReference[] {
  const shared = {
    readAt: 'start',
    container: textOf(container.name),
  } as const;
  return [
    ...fieldsListOf(container.env).flatMap(variable => {
      const { name, key } = fieldsOf(fieldsOf(variable.valueFrom).secretKeyRef);
      const keys = textOf(key);
      return reference(name, {
        way: 'env',
        ...shared,
        ...(keys ? { keys: [keys] } : {}),
      });
    }),
    ...fieldsListOf(container.envFrom).flatMap(source =>
      reference(fieldsOf(source.secretRef).name, { way: 'envFrom', ...shared }),
    ),
  ];
}

/** A volume counts once for each container that mounts it, and once where none does: the pod waits for its Secret all the same. */
function volumeReferences(
  volume: Fields,
  containers: readonly Fields[],
): SecretReference[] {
  const mounts = containers.flatMap(container =>
    fieldsListOf(container.volumeMounts)
      .filter(({ name }) => name === volume.name)
      .map(mount => ({
        container: textOf(container.name),
        readAt:
          textOf(mount.subPath) || textOf(mount.subPathExpr)
            ? ('start' as const)
            : ('always' as const),
      })),
  );
  const content = contentOf(volume).flatMap(named =>
    (mounts.length ? mounts : [{ readAt: 'always' as const }]).map(mount => ({
      ...named,
      ...mount,
    })),
  );
  const storage = STORAGE_REFERENCES.flatMap(([source, field]) => {
    const named = fieldsOf(volume[source])[field];
    return reference(typeof named === 'string' ? named : fieldsOf(named).name, {
      way: 'storage',
      readAt: 'mount',
    });
  });
  return [...content, ...storage];
}

/** The Secrets whose keys are files of the volume. */
function contentOf(volume: Fields): Named[] {
  const named = (way: Named['way'], source: Fields, name: unknown): Named[] => {
    const secret = textOf(name);
    const keys = fieldsListOf(source.items).flatMap(
      ({ key }) => textOf(key) ?? [],
    );
    return secret
      ? [{ secret, way, ...(keys.length ? { keys: keys.sort() } : {}) }]
      : [];
  };
  const secret = fieldsOf(volume.secret);
  return [
    ...named('volume', secret, secret.secretName),
    ...fieldsListOf(fieldsOf(volume.projected).sources).flatMap(source => {
      const part = fieldsOf(source.secret);
      return named('projected', part, part.name);
    }),
  ];
}

/**
 * One reference for each Secret, way, time and container: its keys together.
 *
 * @internal
 */
export function merged(
  references: readonly SecretReference[],
): SecretReference[] {
  const byPlace = new Map<string, SecretReference>();
  for (const each of references) {
    const place = JSON.stringify([
      each.secret,
      each.way,
      each.readAt,
      each.container,
    ]);
    const known = byPlace.get(place);
    byPlace.set(place, known ? together(known, each) : each);
  }
  return [...byPlace.values()];
}

function together(a: SecretReference, b: SecretReference): SecretReference {
  const { keys, serviceAccount, ...same } = a;
  return {
    ...same,
    // Without keys it is all of them.
    ...(keys && b.keys
      ? { keys: [...new Set([...keys, ...b.keys])].sort() }
      : {}),
    // What one names itself it does not have through its ServiceAccount.
    ...(serviceAccount && b.serviceAccount ? { serviceAccount } : {}),
  };
}
