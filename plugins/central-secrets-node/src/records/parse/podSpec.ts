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
 * The maximum number of references to Secrets that are read of one pod. One
 * volume with many sources, mounted by many containers, is a product of the
 * two: an object of a megabyte could name millions.
 */
const MOST_READ = 10_000;

/**
 * Which Secrets a pod's spec names, by name alone: no value of a variable is
 * looked at, let alone kept.
 */
export function podSpecOf(spec: Fields): PodSpecRecord {
  const read: SecretReference[] = [];
  let isCut = false;
  for (const each of referencesIn(spec)) {
    isCut = read.length === MOST_READ;
    if (isCut) {
      break;
    }
    read.push(each);
  }
  return {
    serviceAccount: textOf(spec.serviceAccountName) ?? 'default',
    references: merged(read),
    ...(isCut ? { isCut } : {}),
  };
}

/**
 * Yields the references one after another, so that a caller that has enough of
 * them does not have to wait for the rest.
 */
function* referencesIn(spec: Fields): Iterable<SecretReference> {
  for (const { name } of fieldsListOf(spec.imagePullSecrets)) {
    yield* reference(name, { way: 'imagePullSecrets', readAt: 'pull' });
  }
  const containers = CONTAINER_LISTS.flatMap(list => fieldsListOf(spec[list]));
  for (const container of containers) {
    yield* variablesOf(container);
  }
  const mounts = mountsByVolume(containers);
  for (const volume of fieldsListOf(spec.volumes)) {
    yield* volumeReferences(volume, mounts);
  }
}

function reference(
  secret: unknown,
  how: Omit<SecretReference, 'secret'>,
): SecretReference[] {
  const name = textOf(secret);
  return name ? [{ secret: name, ...how }] : [];
}

function* variablesOf(container: Fields): Iterable<SecretReference> {
  const shared = {
    readAt: 'start',
    container: textOf(container.name),
  } as const;
  for (const variable of fieldsListOf(container.env)) {
    const { name, key } = fieldsOf(fieldsOf(variable.valueFrom).secretKeyRef);
    const keys = textOf(key);
    yield* reference(name, {
      way: 'env',
      ...shared,
      ...(keys ? { keys: [keys] } : {}),
    });
  }
  for (const source of fieldsListOf(container.envFrom)) {
    yield* reference(fieldsOf(source.secretRef).name, {
      way: 'envFrom',
      ...shared,
    });
  }
}

type Mount = Pick<SecretReference, 'container' | 'readAt'>;

function mountsByVolume(
  containers: readonly Fields[],
): ReadonlyMap<unknown, readonly Mount[]> {
  const mounts = new Map<unknown, Mount[]>();
  for (const container of containers) {
    for (const mount of fieldsListOf(container.volumeMounts)) {
      const ofVolume = mounts.get(mount.name) ?? [];
      mounts.set(mount.name, ofVolume);
      ofVolume.push({
        container: textOf(container.name),
        readAt:
          textOf(mount.subPath) || textOf(mount.subPathExpr)
            ? 'start'
            : 'always',
      });
    }
  }
  return mounts;
}

/** A volume counts once for each container that mounts it, and once where none does: the pod waits for its Secret all the same. */
function* volumeReferences(
  volume: Fields,
  mounts: ReadonlyMap<unknown, readonly Mount[]>,
): Iterable<SecretReference> {
  const unmounted: readonly Mount[] = [{ readAt: 'always' }];
  for (const named of contentOf(volume)) {
    for (const mount of mounts.get(volume.name) ?? unmounted) {
      yield { ...named, ...mount };
    }
  }
  for (const [source, field] of STORAGE_REFERENCES) {
    const named = fieldsOf(volume[source])[field];
    yield* reference(typeof named === 'string' ? named : fieldsOf(named).name, {
      way: 'storage',
      readAt: 'mount',
    });
  }
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
 * @public
 */
export function merged(
  references: readonly SecretReference[],
): SecretReference[] {
  const byPlace = new Map<string, Together>();
  for (const each of references) {
    const place = JSON.stringify([
      each.secret,
      each.way,
      each.readAt,
      each.container,
    ]);
    const known = byPlace.get(place);
    if (known) {
      add(known, each);
    } else {
      byPlace.set(place, { first: each, serviceAccount: each.serviceAccount });
    }
  }
  return [...byPlace.values()].map(referenceOf);
}

/** References of one place, while they are gathered. */
interface Together {
  readonly first: SecretReference;
  serviceAccount: string | undefined;
  /** undefined: only the first one's so far. */
  keys?: Set<string> | 'all';
}

function add(known: Together, { keys, serviceAccount }: SecretReference): void {
  const { first } = known;
  known.keys ??= first.keys ? new Set(first.keys) : 'all';
  if (known.keys !== 'all') {
    // Without keys it is all of them.
    if (keys) {
      for (const key of keys) {
        known.keys.add(key);
      }
    } else {
      known.keys = 'all';
    }
  }
  // A pod spec that names the Secret itself does not have it through its
  // ServiceAccount.
  known.serviceAccount &&= serviceAccount && known.serviceAccount;
}

function referenceOf({
  first,
  serviceAccount,
  keys,
}: Together): SecretReference {
  if (keys === undefined) {
    return first;
  }
  const { keys: _, serviceAccount: __, ...same } = first;
  return {
    ...same,
    ...(keys === 'all' ? {} : { keys: [...keys].sort() }),
    ...(serviceAccount ? { serviceAccount } : {}),
  };
}
