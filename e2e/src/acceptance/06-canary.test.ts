import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { untilNextCheck } from '../framework/consistency';
import { theWorld } from '../jest/globals';
import { CHECKOUT, prepareCheckout } from './checkout';
import { readSecret, untilUpdateFailed, valuesOf } from './cluster';
import { distribution, namespace, requestLabel } from './manifests';

const CASES = 'component:default/operator-cases';
const QUOTING = 'quotes-a-value';
const NAMESPACE = `case-${QUOTING}`;
/**
 * A value that Backstage has to keep: it proves that the search would find one.
 */
const REMEMBERED = `remembered-${randomUUID()}`;

describe('the secret values', () => {
  const { platform, backstage, client, canaries } = theWorld();

  beforeAll(async () => {
    await prepareCheckout();
    // A template that makes the operator quote a value in its event.
    await platform.controlPlane.kubectl.apply(
      namespace(NAMESPACE, {
        'backstage.io/kubernetes-id': 'operator-cases',
        remembered: REMEMBERED,
        ...requestLabel(QUOTING),
      }),
      distribution(QUOTING, {
        target: {
          template: {
            data: { day: '{{ mustToDate "2006-01-02" .token }}' },
          },
        },
      }),
    );
    await client.untilDelivery('jane', CASES, {
      id: `hub/${NAMESPACE}/${QUOTING}`,
      reason: 'failed, with the event in the evidence',
      holds: ({ state, evidence }) =>
        state === 'failed' &&
        evidence.some(({ value }) => value.includes('parsing time')),
    });
    for (const user of ['jane', 'omar']) {
      for (const entityRef of [
        CHECKOUT,
        CASES,
        'component:default/shop',
        'component:default/claims-argocd',
      ]) {
        await client.deliveries(user, entityRef);
      }
      await client.clusters(user);
      await client.ask(user, 'GET', '/api/catalog/entities');
      await client.ask(user, 'GET', '/api/scaffolder/v2/tasks');
    }
  });

  it('exist in the cluster, and the search finds them, also inside base64', async () => {
    const secret = await readSecret('checkout', 'gh-oauth');
    const values = Object.values(valuesOf(secret!));
    const found = (text: string) => canaries.foundIn(Buffer.from(text));
    expect(values).toHaveLength(3);
    expect(found(JSON.stringify(secret))).toEqual(
      expect.arrayContaining(values),
    );
    const account = `${values[0]}:${values[1]}`;
    expect(found(btoa(account)).sort()).toEqual(values.slice(0, 2).sort());
  });

  it('are quoted by the operator in an event, which only the cluster shows', async () => {
    const message = await untilUpdateFailed(NAMESPACE, QUOTING);
    expect(canaries.foundIn(Buffer.from(message))).toHaveLength(1);
  });

  it('are in no answer', () => {
    expect(client.answers.length).toBeGreaterThan(10);
    for (const answer of client.answers) {
      expect(canaries.foundIn(Buffer.from(answer))).toEqual([]);
    }
  });

  it('are in no line of the log', async () => {
    const log = await readFile(backstage.logFile);
    expect(log.length).toBeGreaterThan(1_000);
    expect(canaries.foundIn(log)).toEqual([]);
  });

  it('are in no row of a database', async () => {
    const files = await readdir(backstage.databaseDirectory, {
      recursive: true,
      withFileTypes: true,
    });
    const databases = files.filter(file => file.isFile());
    expect(databases.map(({ name }) => name)).toContain(
      'central-secrets.sqlite',
    );
    for (const { parentPath, name } of databases) {
      const bytes = await readFile(join(parentPath, name));
      expect(canaries.foundIn(bytes)).toEqual([]);
    }
  });

  it('are nowhere in the memory of Backstage, not even as a part of what it has read', async () => {
    await untilNextCheck(backstage);
    const snapshot = await backstage.heapSnapshot();
    for (const known of [REMEMBERED, 'parsing time']) {
      expect([known, snapshot.includes(known)]).toEqual([known, true]);
    }
    expect(canaries.foundIn(snapshot)).toEqual([]);
  });
});
