import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KubernetesApi } from '../framework/kubernetesApi';
import { createObject, deleteObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { NO_LOGGER, readCluster } from '../scenarios/readCluster';
import { createInventory } from '../scenarios/backend';

const NAMESPACE = 'backstage';
const ACCOUNT = 'central-secrets-reader';

/** The API server caches for ten seconds which user a token belongs to. */
const REFUSED_WITHIN_MS = 60_000;

/** The tests let the API server end each watch after three to six seconds. */
const LONGEST_WATCH_MS = 8_000;

describe('a rotated token file', () => {
  const { platform } = theWorld();
  const { api, controlPlane, directory } = platform;
  const tokenFile = join(directory, 'rotated.token');

  const anchor = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: NAMESPACE },
  });

  /** Issues a token that is valid as long as the Secret of this name exists. */
  async function tokenBoundTo(name: string): Promise<string> {
    const { metadata } = await createObject(api, anchor(name));
    const { status, body } = await api.ask(
      'POST',
      `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${ACCOUNT}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {
          boundObjectRef: {
            apiVersion: 'v1',
            kind: 'Secret',
            name,
            uid: metadata.uid,
          },
        },
      },
    );
    expect(status).toBe(201);
    return body.status.token;
  }

  async function untilRefused(token: string): Promise<void> {
    const holder = new KubernetesApi({ ...api.identity, token });
    try {
      await waitFor(
        async () =>
          (await holder.ask('GET', '/api/v1/namespaces')).status === 401,
        { reason: 'the old token to be refused', limitMs: REFUSED_WITHIN_MS },
      );
    } finally {
      await holder.close();
    }
  }

  it('keeps every watch running: the new token replaces the refused one', async () => {
    const oldToken = await tokenBoundTo('old-anchor');
    await writeFile(tokenFile, oldToken, { mode: 0o600 });
    const inventory = createInventory({
      clusters: await readCluster({
        url: controlPlane.url,
        caFile: controlPlane.certificateAuthorityFile,
        serviceAccountTokenFile: tokenFile,
      }),
      logger: NO_LOGGER,
      // An open watch outlives its token, so each watch has to end soon.
      timing: { watchTimeoutSeconds: 3, healthyMs: 1_000 },
    });
    const cluster = inventory.cluster('hub')!;
    inventory.start();
    try {
      await waitFor(() => cluster.namespace(NAMESPACE), {
        reason: 'the namespaces to be observed with the old token',
      });
      await writeFile(tokenFile, await tokenBoundTo('new-anchor'));
      await deleteObject(api, anchor('old-anchor'));
      await untilRefused(oldToken);
      const refusedAt = Date.now();
      await createObject(api, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'after-rotation' },
      });
      await waitFor(
        () =>
          cluster.namespace('after-rotation') &&
          Object.values(cluster.observations()).every(
            ({ observedAt, error }) =>
              // Later than any watch that the old token opened can last.
              !error &&
              observedAt !== undefined &&
              observedAt > refusedAt + LONGEST_WATCH_MS,
          ),
        {
          reason: 'every kind to be observed with the new token',
          describe: () => JSON.stringify(cluster.observations()),
        },
      );
    } finally {
      await inventory.stop();
      await deleteObject(api, anchor('new-anchor'));
    }
  });
});
