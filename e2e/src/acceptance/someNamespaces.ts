import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { clusterOf } from '../framework/backstage';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { theWorld } from '../jest/globals';
import {
  distribution,
  externalSecret,
  Manifest,
  namespace,
  requestLabel,
} from './manifests';
import { NamespacedReader } from './namespacedReader';
import { podSpec, replicated, variable } from './waysOfUse';

/** The distribution that the namespaces request. */
export const DISTRIBUTION = 'some-token';
const USED_BY = 'central-secrets-used-by';

/**
 * The same cluster under two names in Backstage, each with the service account
 * that reads it.
 */
const READERS = {
  /** May also read cluster-scoped kinds. */
  some: new NamespacedReader('reader-of-some-and-distributions'),
  /** Has only the Roles, and none in the last of its namespaces. */
  'some-alone': new NamespacedReader('reader-of-some-alone'),
};
/** The namespaces that are configured to be observed. */
export const OBSERVED = {
  some: ['some-one', 'some-two', 'some-foreign'],
  'some-alone': ['some-one', 'some-roleless'],
};

/** The optional right of deploy/ to see workloads, without its binding. */
async function usedByRole(): Promise<Manifest> {
  const file = join(REPOSITORY_DIRECTORY, 'deploy/base/used-by/reader.yaml');
  const [role] = parseAllDocuments(await readFile(file, 'utf8'));
  return role.toJS();
}

/** Creates the namespaces, their objects, and the readers' rights. */
export async function prepareSomeNamespaces(): Promise<void> {
  const { platform, canaries } = theWorld();
  const { kubectl } = platform.controlPlane;
  const mine = { 'backstage.io/kubernetes-id': 'some-observed' };
  await kubectl.apply(
    ...Object.values(READERS).map(({ account }) => account),
    await usedByRole(),
    distribution(DISTRIBUTION, {
      annotations: { 'central-secrets/self-service': 'true' },
    }),
    namespace('some-one', { ...mine, ...requestLabel(DISTRIBUTION) }),
    namespace('some-two', mine),
    namespace('some-unseen', { ...mine, ...requestLabel(DISTRIBUTION) }),
    namespace('some-foreign'),
    namespace('some-roleless'),
  );
  await kubectl.apply(
    externalSecret('some-one', 'declared'),
    {
      ...replicated(
        'Deployment',
        'web',
        podSpec(canaries.plant(), variable(DISTRIBUTION)),
      ),
      metadata: { name: 'web', namespace: 'some-one' },
    },
    ...OBSERVED.some.flatMap(name => READERS.some.roleIn(name)),
    ...READERS.some.clusterRole,
    READERS.some.clusterRoleIn('some-one', USED_BY),
    ...READERS['some-alone'].roleIn('some-one'),
  );
}

/** The entry of one of the readers in `centralSecrets.clusters`. */
export async function clusterReadBy(name: keyof typeof READERS) {
  const { platform } = theWorld();
  return {
    ...clusterOf(platform),
    name,
    namespaces: OBSERVED[name],
    serviceAccountToken: await READERS[name].token(platform.controlPlane),
  };
}
