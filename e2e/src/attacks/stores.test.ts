import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { HUB_NAMESPACE } from '../framework/hub';
import { collectionPath, objectPath, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { AttackedHub, TEAM } from './attackedHub';
import { DANGEROUS_STORES, storeOf } from './dangerousStores';

const POLICY = 'central-secrets-team-stores';

const meta = (name: string) => ({ name, namespace: TEAM });

describe('a SecretStore of a team', () => {
  let hub: AttackedHub;

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
  });

  /** A Secret of the team that makes the operator act with its own token, or run a program. */
  function kubeconfigSecret(user: object): PlainObject {
    const { url, certificateAuthority } = hub.api.identity;
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'c',
          cluster: {
            server: url,
            'certificate-authority-data':
              Buffer.from(certificateAuthority).toString('base64'),
          },
        },
      ],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    };
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: meta('kubeconfig'),
      stringData: { config: stringify(config) },
    };
  }

  const store = storeOf(TEAM, 'mine', {
    kubernetes: {
      remoteNamespace: HUB_NAMESPACE,
      authRef: { name: 'kubeconfig', key: 'config' },
    },
  });

  const loot: PlainObject = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: meta('loot'),
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'mine' },
      dataFrom: [{ find: { name: { regexp: '.*' } } }],
    },
  };

  it('reads the whole hub with the operator’s token where the policy is switched off', async () => {
    // Stands for /var/run/secrets/kubernetes.io/serviceaccount/token.
    const mounted = join(hub.directory, 'mounted');
    await mkdir(mounted, { recursive: true });
    const tokenFile = join(mounted, 'token');
    await writeFile(tokenFile, hub.operatorToken);
    const secret = kubeconfigSecret({ tokenFile });
    await hub.withoutPolicy(POLICY, store, async () => {
      expect(await hub.createAsMallory(secret)).toBe(201);
      expect(await hub.createAsMallory(store)).toBe(201);
      expect(await hub.createAsMallory(loot)).toBe(201);
      const path = `/api/v1/namespaces/${TEAM}/secrets/loot`;
      const copied = await waitFor(() => hub.mallory.get(path), {
        reason: 'the operator to copy the hub',
      });
      const bytes = Buffer.from(JSON.stringify(copied));
      expect(hub.canaries.foundIn(bytes)).toHaveLength(hub.canaries.count);
    });
    await hub.remove(loot, store, secret);
  });

  it('makes the operator run a program of the team’s choice where the policy is switched off', async () => {
    const mark = join(hub.directory, 'has-run');
    const secret = kubeconfigSecret({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: '/bin/sh',
        args: ['-c', `echo ran > ${mark}`],
        interactiveMode: 'Never',
      },
    });
    await hub.withoutPolicy(POLICY, store, async () => {
      expect(await hub.createAsMallory(secret)).toBe(201);
      expect(await hub.createAsMallory(store)).toBe(201);
      const ran = await waitFor(() => readFile(mark, 'utf8'), {
        reason: 'the program to run',
      });
      expect(ran).toBe('ran\n');
    });
    await hub.remove(store, secret);
  });

  it.each(DANGEROUS_STORES)('is refused with $title', async ({ provider }) => {
    const object = storeOf(TEAM, 'refused', provider);
    const answer = await hub.mallory.ask(
      'POST',
      `${collectionPath(object)}?dryRun=All`,
      object,
    );
    expect(answer.body.message).toContain(POLICY);
    expect(answer.status).toBe(403);
  });

  it.each(DANGEROUS_STORES)(
    'is accepted with $title from a hub owner, so only this policy refuses it',
    async ({ provider }) => {
      const object = storeOf(TEAM, 'accepted', provider);
      const { status, body } = await hub.api.ask(
        'POST',
        `${collectionPath(object)}?dryRun=All`,
        object,
      );
      expect([status, body.message]).toEqual([201, undefined]);
    },
  );

  it('is accepted where it reads the team’s own namespace with the team’s own account', async () => {
    const object = storeOf(TEAM, 'own', {
      kubernetes: {
        remoteNamespace: TEAM,
        server: {
          caProvider: {
            type: 'ConfigMap',
            name: 'kube-root-ca.crt',
            key: 'ca.crt',
          },
        },
        auth: { serviceAccount: { name: 'default' } },
      },
    });
    expect(await hub.createAsMallory(object)).toBe(201);
    // The policy ignores a change outside the specification.
    const labelled = await hub.mallory.ask('PATCH', objectPath(object), {
      metadata: { labels: { team: TEAM } },
    });
    expect(labelled.status).toBe(200);
    const turned = await hub.mallory.ask('PATCH', objectPath(object), {
      spec: { provider: { kubernetes: { remoteNamespace: HUB_NAMESPACE } } },
    });
    expect(turned.status).toBe(403);
    await hub.remove(object);
  });

  it('leaves the hub unharmed', async () => {
    expect(await hub.findHarm()).toEqual([]);
  });
});
