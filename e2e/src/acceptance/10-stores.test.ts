import { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { waitFor } from '@central-secrets/dev-tools';
import { stringify } from 'yaml';
import { CLUSTER } from '../framework/backstage';
import { theWorld } from '../jest/globals';
import {
  distribution,
  namespace,
  requestLabel,
  secret,
  unreachableStore,
} from './manifests';

/** The namespace of a team that may write events there. */
const TEAM = 'stores';
const MALLORY = 'mallory-of-stores';
const FORGED = 'Error making API request. Code: 503. Errors: Vault is sealed';

/** A store whose credential does not exist. */
const CREDENTIAL = 'stores-credential';
/** One whose server does not answer. */
const UNREACHABLE = 'stores-unreachable';
/** One that does not know the authority of its server's certificate. */
const CERTIFICATE = 'stores-certificate';
const NAMES = [CREDENTIAL, UNREACHABLE, CERTIFICATE];

describe('stores that cannot be used', () => {
  const { platform, client } = theWorld();
  const { controlPlane, api } = platform;
  const { kubectl } = controlPlane;

  /** An unusable store with changes of its Vault provider. */
  function vaultStore(name: string, change: object) {
    const store = unreachableStore(name) as any;
    Object.assign(store.spec.provider.vault, change);
    return store;
  }

  const deliveryOf = async (name: string): Promise<Delivery | undefined> =>
    (await client.distribution('petra', CLUSTER, name)).deliveries.find(
      each => each.namespace === TEAM,
    );

  const untilCauseIs = (name: string, cause: string): Promise<Delivery> =>
    waitFor(
      async () => {
        const delivery = await deliveryOf(name).catch(() => undefined);
        return delivery?.cause === cause && delivery;
      },
      {
        reason: `the cause of ${name}`,
        describe: async () => JSON.stringify(await deliveryOf(name)),
      },
    );

  beforeAll(async () => {
    await kubectl.apply(
      secret('default', 'vault-token', { token: 'not-a-real-token' }),
      vaultStore(CREDENTIAL, {
        auth: {
          tokenSecretRef: { name: 'gone', namespace: 'default', key: 'token' },
        },
      }),
      unreachableStore(UNREACHABLE),
      vaultStore(CERTIFICATE, { server: controlPlane.url }),
      ...NAMES.map(name => distribution(name, { store: name })),
      namespace(TEAM, Object.assign({}, ...NAMES.map(requestLabel))),
    );
    await kubectl.run([
      ...['create', 'rolebinding', 'mallory', '-n', TEAM],
      ...['--clusterrole=admin', `--user=${MALLORY}`],
    ]);
  });

  afterAll(async () => {
    await kubectl.run(['delete', 'namespace', TEAM, '--wait=false']);
    await kubectl.run(['delete', 'clusterexternalsecret', ...NAMES]);
    await kubectl.run(['delete', 'clustersecretstore', ...NAMES]);
    await kubectl.run(['delete', 'secret', '-n', 'default', 'vault-token']);
  });

  it('name the Secret of a credential that does not exist', async () => {
    const delivery = await untilCauseIs(CREDENTIAL, 'store-login');
    expect(delivery).toMatchObject({
      state: 'store-unavailable',
      certainty: 'likely',
      summary: {
        code: 'store-fault',
        parameters: {
          detail: 'credential-missing',
          secret: 'gone',
          namespace: 'default',
        },
      },
      remedy: { by: 'platform', command: 'kubectl get secret gone -n default' },
    });
    expect(delivery.evidence[0]).toMatchObject({
      kind: 'ClusterSecretStore',
      name: CREDENTIAL,
      field: expect.stringMatching(/^event InvalidProviderConfig/),
      value: expect.stringContaining('cannot get Kubernetes secret "gone"'),
    });
  });

  it.each([
    [UNREACHABLE, 'unreachable'],
    [CERTIFICATE, 'certificate'],
  ])('tell of %s that it is %s', async (name, detail) => {
    expect(await untilCauseIs(name, 'provider-unavailable')).toMatchObject({
      state: 'store-unavailable',
      summary: { code: 'store-fault', parameters: { detail } },
    });
  });

  it('are listed with their cause and the deliveries that depend on them, and told once', async () => {
    await waitFor(
      async () => {
        const { stores } = await client.stores('petra');
        return NAMES.every(name =>
          stores.some(
            store => store.name === name && store.dependents?.failing === 1,
          ),
        );
      },
      {
        reason: 'the stores to be listed',
        describe: async () => JSON.stringify(await client.stores('petra')),
      },
    );
    const { stores } = await client.stores('petra');
    expect(stores.find(({ name }) => name === CREDENTIAL)).toMatchObject({
      ready: false,
      provider: 'vault',
      cause: 'store-login',
      dependents: { distributions: 1, deliveries: 1, failing: 1 },
    });
    const { notices = [] } = await client.distributions('petra');
    const told = notices.filter(
      ({ parameters }) =>
        parameters.store === `ClusterSecretStore ${CREDENTIAL}`,
    );
    expect(told).toMatchObject([{ code: 'store-down', certainty: 'proven' }]);
  });

  it('believe no event that a team writes about a ClusterSecretStore', async () => {
    const { metadata } = (await api.get(
      `/apis/external-secrets.io/v1/clustersecretstores/${CREDENTIAL}`,
    ))!;
    const forged = (inNamespace: string, involvedNamespace?: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `forged-${inNamespace}`, namespace: inNamespace },
      involvedObject: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterSecretStore',
        name: CREDENTIAL,
        uid: metadata.uid,
        namespace: involvedNamespace,
      },
      type: 'Warning',
      reason: 'InvalidProviderConfig',
      message: FORGED,
      lastTimestamp: new Date().toISOString(),
      source: { component: 'cluster-secret-store' },
    });
    const write = (event: object) =>
      kubectl.run(
        ['create', `--as=${MALLORY}`, '-f', '-'],
        stringify(JSON.parse(JSON.stringify(event))),
      );
    // Where the operator writes them, the team may not.
    await expect(write(forged('default'))).rejects.toThrow(/forbidden/);
    await write(forged(TEAM, TEAM));
    // Now the store fails in another way: that becomes known after the forgery.
    await kubectl.apply(
      secret('default', 'gone', { token: 'not-a-real-token' }),
    );
    const delivery = await untilCauseIs(CREDENTIAL, 'provider-unavailable');
    expect(delivery.summary.parameters.detail).toBe('unreachable');
    expect(JSON.stringify(delivery)).not.toContain('sealed');
    const { stores } = await client.stores('petra');
    expect(JSON.stringify(stores)).not.toContain('sealed');
    await kubectl.run(['delete', 'secret', '-n', 'default', 'gone']);
  });
});
