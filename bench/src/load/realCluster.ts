/* eslint-disable @backstage/no-relative-monorepo-imports */
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { ensureBinaries } from '../../../e2e/src/framework/binaries';
import { ControlPlane } from '../../../e2e/src/framework/controlPlane';
import { createObject, PlainObject } from '../../../e2e/src/framework/objects';
import { makeScratchDirectory } from '../../../e2e/src/framework/scratchDirectory';
import { waitFor } from '../../../e2e/src/framework/waitFor';
import {
  distributionObject,
  externalSecretObject,
  namespaceObject,
  storeObject,
} from './objects';
import { countOf, Shape } from './shape';
import { Target } from './startMock';

/** As many requests at a time as keep two cores busy. */
const PARALLEL = 16;
const KINDS = [
  'ClusterExternalSecret',
  'ExternalSecret',
  'ClusterSecretStore',
  'SecretStore',
];

/** A real API server with its etcd, filled. */
export interface RealCluster {
  readonly target: Target;
  readonly fillSeconds: number;
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
  return {
    target: { url, token, ca: certificateAuthority },
    fillSeconds: (Date.now() - startedAt) / 1_000,
    stop: () => plane.stop(),
  };
}

/**
 * The operator's own definitions, but for the status subresource: without it
 * an object is created with its status, in one request and not two.
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
