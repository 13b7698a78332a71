import { HUB_NAMESPACE } from '../framework/hub';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { labelsOf, readExternalSecret, readSecret, valuesOf } from './cluster';
import { namespace } from './manifests';

const ENTITY = 'component:default/shop';
const TEMPLATE = 'template:default/request-a-secret';
const DISTRIBUTION = 'application-docker-registry';
const ID = `hub/shop/${DISTRIBUTION}`;
const SECRET = 'gh-docker-registry-creds';

describe('a request, from the template to the Secret', () => {
  const { platform, client } = theWorld();

  /** Starts the task with the values that the template's form sends. */
  function startTask(action: 'add' | 'remove'): Promise<string> {
    return client.startTask('jane', TEMPLATE, {
      component: ENTITY,
      distribution: DISTRIBUTION,
      action,
      wait: true,
    });
  }

  beforeAll(async () => {
    await platform.controlPlane.kubectl.apply(
      namespace('shop', { 'backstage.io/kubernetes-id': 'shop' }),
    );
  });

  afterAll(() => platform.operator.resume());

  it('lists the available distribution, with the label that would change', async () => {
    await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'not-requested',
      holds: ({ state }) => state === 'not-requested',
    });
    const { available, requests } = await client.deliveries('jane', ENTITY);
    const offer = available.find(
      ({ distribution }) => distribution === DISTRIBUTION,
    );
    expect(requests.allowed).toBe(true);
    expect(offer).toMatchObject({ requestable: true, reason: null });
    expect(offer?.plan?.add).toEqual({ 'secrets/gh-docker-registry': 'true' });
  });

  it('a dry run shows what would arrive and changes nothing', async () => {
    const { status, body } = await client.request('jane', ENTITY, {
      distribution: DISTRIBUTION,
      action: 'add',
      dryRun: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ applied: false, requestId: null });
    expect(body.plan.arrives).toEqual([
      expect.objectContaining({ distribution: DISTRIBUTION, secret: SECRET }),
    ]);
    expect(await labelsOf('shop')).not.toHaveProperty(
      'secrets/gh-docker-registry',
    );
  });

  it('the task labels the namespace, waits while the delivery is pending, and succeeds when the Secret exists', async () => {
    // Keeps the delivery pending long enough to be seen.
    platform.operator.pause();
    const task = await startTask('add');
    const pending = await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'pending',
      holds: ({ state }) => state === 'pending',
    });
    expect(pending.requested?.by).toBe('user:default/jane');
    expect(await labelsOf('shop')).toMatchObject({
      'secrets/gh-docker-registry': 'true',
    });
    expect(await readSecret('shop', SECRET)).toBeUndefined();

    platform.operator.resume();
    const ended = await client.untilTaskEnded('jane', task, 90_000);
    expect(ended).toMatchObject({ status: 'completed' });
    const synced = await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'synced',
      holds: ({ state }) => state === 'synced',
    });
    expect(synced.lastSynced).not.toBeNull();
    expect(synced.secret).toEqual({
      name: SECRET,
      type: 'kubernetes.io/dockerconfigjson',
      keys: ['.dockerconfigjson'],
      keyPurposes: {
        '.dockerconfigjson':
          'the registry credentials that imagePullSecrets needs',
      },
    });
  });

  it('the Secret is a pull secret with the account of the hub', async () => {
    const secret = await readSecret('shop', SECRET);
    const source = await readSecret(HUB_NAMESPACE, 'github-pat');
    const { username, token } = valuesOf(source!);
    expect(secret?.type).toBe('kubernetes.io/dockerconfigjson');
    expect(secret?.metadata.labels).toMatchObject({
      'managed-by': 'external-secrets',
      source: 'central-secret-store',
      'secret-type': 'docker-registry',
    });
    expect(JSON.parse(valuesOf(secret!)['.dockerconfigjson'])).toEqual({
      auths: {
        'ghcr.io': {
          username,
          password: token,
          auth: Buffer.from(`${username}:${token}`).toString('base64'),
        },
      },
    });
  });

  it('a repeated request changes nothing and is not an error', async () => {
    const { status, body } = await client.request('jane', ENTITY, {
      distribution: DISTRIBUTION,
      action: 'add',
    });
    expect(status).toBe(200);
    expect(body.plan).toMatchObject({ add: {}, remove: [] });
  });

  it('after the removal, the ExternalSecret and the Secret are gone, and the delivery is not requested', async () => {
    const task = await startTask('remove');
    const ended = await client.untilTaskEnded('jane', task, 90_000);
    expect(ended).toMatchObject({ status: 'completed' });
    await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'not-requested',
      holds: ({ state }) => state === 'not-requested',
    });
    expect(await readExternalSecret('shop', SECRET)).toBeUndefined();
    await waitFor(async () => !(await readSecret('shop', SECRET)), {
      reason: 'the Secret to be garbage-collected with its owner',
    });
    expect(await labelsOf('shop')).not.toHaveProperty(
      'secrets/gh-docker-registry',
    );
  });

  it('[regression] the finalizer that the operator leaves on the namespace is reported (external-secrets issue 6677)', async () => {
    const { state } = await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'shown with a warning about the finalizer',
      holds: ({ warnings }) =>
        warnings.some(({ code }) => code === 'namespace-finalizer-left'),
    });
    expect(state).toBe('not-requested');
  });
});
