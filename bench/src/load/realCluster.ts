/* eslint-disable @backstage/no-relative-monorepo-imports */
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { ensureBinaries } from '../../../e2e/src/framework/binaries';
import { ControlPlane } from '../../../e2e/src/framework/controlPlane';
import {
  collectionPath,
  createObject,
  PlainObject,
} from '../../../e2e/src/framework/objects';
import { makeScratchDirectory, waitFor } from '@central-secrets/dev-tools';
import { Heartbeat } from './Heartbeat';
import {
  distributionObject,
  externalSecretObject,
  namespaceObject,
  storeObject,
} from './objects';
import { countOf, Shape } from './shape';
import { Target } from './startMock';

/** This number of parallel requests keeps two cores busy. */
const PARALLEL = 16;
const KINDS = [
  'ClusterExternalSecret',
  'ExternalSecret',
  'ClusterSecretStore',
  'SecretStore',
];

/**
 * The interval between etcd's compactions. The default of five minutes is a
 * long wait; this one is longer than any list takes.
 */
const COMPACTION_INTERVAL_SECONDS = 120;

/**
 * A real API server with its etcd, filled. One ExternalSecret is written every
 * two seconds; in a cluster in use the operator writes far more often.
 */
export interface RealCluster {
  readonly target: Target;
  readonly fillSeconds: number;
  /**
   * Runs the work when no client has written an ExternalSecret since etcd's
   * last compaction.
   */
  whileQuiet<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the control plane of `e2e/` and creates every object of the shape in it, statuses included. */
export async function startRealCluster(
  shape: Shape,
  report: (line: string) => void,
): Promise<RealCluster> {
  const binaries = await ensureBinaries({ report });
  const plane = await ControlPlane.start({
    binary: binaries.controlPlane,
    directory: await makeScratchDirectory(),
    controllers: false,
    compactionIntervalSeconds: COMPACTION_INTERVAL_SECONDS,
  });
  const startedAt = Date.now();
  await define(plane, binaries.customResourceDefinitions);
  await createAll(plane, smallObjects(shape));
  let told = 0;
  await createAll(plane, externalSecrets(shape), created => {
    const percent = Math.floor((100 * created) / countOf(shape));
    if (percent >= told + 20) {
      told = percent;
      report(`  ${percent} % of ${countOf(shape)} ExternalSecrets created`);
    }
  });
  const { url, token, certificateAuthority } = plane.api.identity;
  const { processIds } = plane;
  const written = externalSecrets(shape).next().value as PlainObject;
  let heartbeat = new Heartbeat(plane, written);
  return {
    target: { url, token, ca: certificateAuthority, processIds },
    fillSeconds: (Date.now() - startedAt) / 1_000,
    whileQuiet: async work => {
      const version = await heartbeat.stop();
      await waitUntilCompacted(plane, collectionPath(written), version);
      try {
        return await work();
      } finally {
        heartbeat = new Heartbeat(plane, written);
      }
    },
    stop: async () => {
      await heartbeat.stop();
      await plane.stop();
    },
  };
}

/** Returns when the API server can no longer list that version. */
async function waitUntilCompacted(
  plane: ControlPlane,
  path: string,
  version: string,
): Promise<void> {
  await waitFor(
    async () => {
      const exactly = `limit=1&resourceVersion=${version}&resourceVersionMatch=Exact`;
      const { status } = await plane.api.ask('GET', `${path}?${exactly}`);
      return status === 410;
    },
    {
      reason: `version ${version} to be compacted`,
      // It is at most that old at the start of the compaction after the next
      // one.
      limitMs: 3 * COMPACTION_INTERVAL_SECONDS * 1_000,
      everyMs: 2_000,
    },
  );
}

/**
 * The operator's own definitions without the status subresource: an object is
 * then created with its status, in one request instead of two.
 */
async function define(plane: ControlPlane, file: string): Promise<void> {
  const definitions = parseAllDocuments(await readFile(file, 'utf8'))
    .map(document => document.toJS())
    .filter(definition => KINDS.includes(definition?.spec?.names?.kind));
  for (const definition of definitions) {
    for (const version of definition.spec.versions) {
      delete version.subresources;
    }
    delete definition.status;
    await createObject(plane.api, definition);
  }
  for (const { metadata } of definitions) {
    await waitFor(
      async () => {
        const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${metadata.name}`;
        const definition = await plane.api.get(path);
        return definition?.status?.conditions?.some(
          (condition: { type: string; status: string }) =>
            condition.type === 'Established' && condition.status === 'True',
        );
      },
      { reason: `${metadata.name} to be served`, limitMs: 60_000 },
    );
  }
}

function* smallObjects(shape: Shape): Generator<PlainObject> {
  yield storeObject() as PlainObject;
  for (let index = 0; index < shape.distributions; index += 1) {
    yield distributionObject(index) as PlainObject;
  }
  for (let index = 0; index < shape.namespaces; index += 1) {
    yield namespaceObject(index, shape) as PlainObject;
  }
}

function* externalSecrets(shape: Shape): Generator<PlainObject> {
  const refreshedAt = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  for (let namespace = 0; namespace < shape.namespaces; namespace += 1) {
    for (let index = 0; index < shape.distributions; index += 1) {
      yield externalSecretObject(namespace, index, refreshedAt) as PlainObject;
    }
  }
}

/** Several workers take from one source. */
async function createAll(
  plane: ControlPlane,
  objects: Generator<PlainObject>,
  onCreated: (count: number) => void = () => {},
): Promise<void> {
  let created = 0;
  const worker = async () => {
    for (const object of objects) {
      await createObject(plane.api, object);
      created += 1;
      onCreated(created);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
