import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';

const API = '/api/central-secrets/v1';
const SHOP = `${API}/entities/default/component/shop`;
const DEPTH = 45_000;
const NESTED = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
/** Sets a terminal's title, reverses the text, begins a line of its own, and does not end. */
const HOSTILE = `\u001b]0;owned\u0007\u202e\u2028\u0085\r\n::error::${'ä'.repeat(
  600,
)}`;
/** More of the input than an answer may repeat. */
const REPEATED = /ä{101}/;
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e]/;

const LONG = 'x'.repeat(600);

async function start() {
  const namespace = shop({ 'backstage.io/kubernetes-id': 'shop' });
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([hub(namespace)]),
    writers: new Map([['hub', new FakeNamespaceWriter(namespace)]]),
    ownershipEntityRefs: ['group:default/shop-team'],
  });
  const authorization = mockCredentials.user.header();
  return {
    post: (body: string | Buffer, headers: Record<string, string> = {}) =>
      request(server)
        .post(`${SHOP}/requests`)
        .set({ authorization, 'content-type': 'application/json', ...headers })
        .serialize(raw => raw as never)
        .send(body as never),
    get: (path: string) => request(server).get(path).set({ authorization }),
  };
}

describe('a body that cannot be used', () => {
  it.each([
    ['brackets 45,000 deep', NESTED, 400],
    ['brackets that are not closed', '['.repeat(90_000), 400],
    ['a field 45,000 deep', `{"distribution":${NESTED}}`, 400],
    ['an unknown field 45,000 deep', `{"other":${NESTED}}`, 400],
    [
      'objects 15,000 deep',
      `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`,
      400,
    ],
    ['text that is not JSON', '{"distribution": \u001b[31m}', 400],
    ['a number alone', '7', 400],
    ['more than 100 kB', JSON.stringify({ a: 'x'.repeat(200_000) }), 413],
  ])('is refused: %s', async (_case, body, status) => {
    const { post } = await start();
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).not.toMatch(UNPRINTABLE);
    expect(answer.body.error.message.length).toBeLessThan(500);
  });

  it('is refused: 10 MB that were packed into a few kB', async () => {
    const { post } = await start();
    const packed = gzipSync(JSON.stringify({ a: 'x'.repeat(10_000_000) }));
    const answer = await post(packed, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(413);
  });

  it('names no more than a few of 10,000 unknown fields', async () => {
    const { post } = await start();
    const fields = Array.from({ length: 10_000 }, (_, at) => [`f${at}`, 1]);
    const answer = await post(JSON.stringify(Object.fromEntries(fields)));
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('"f0"');
    expect(answer.body.error.message.length).toBeLessThan(500);
  });
});

describe('what an answer repeats of what was sent', () => {
  const ask = { distribution: 'registry', action: 'add' };

  it.each([
    ['distribution', { ...ask, distribution: HOSTILE }],
    ['action', { ...ask, action: HOSTILE }],
    ['cluster', { ...ask, cluster: HOSTILE }],
    ['namespace', { ...ask, namespace: HOSTILE }],
    ['cluster and namespace', { ...ask, cluster: HOSTILE, namespace: HOSTILE }],
    ['dryRun', { ...ask, dryRun: HOSTILE }],
    ['an unknown field', { ...ask, [HOSTILE]: true }],
    ['a list', { ...ask, distribution: Array(20).fill(HOSTILE) }],
  ])('is short and printable: body, %s', async (_case, body) => {
    const { post } = await start();
    expect(await post(JSON.stringify(body))).toEqual(harmless([400]));
  });

  it.each([
    ['charset', { 'content-type': `application/json; charset=${LONG}` }],
    ['encoding', { 'content-encoding': LONG }],
  ])('is nothing of a body’s %s', async (_case, headers) => {
    const { post } = await start();
    const { status, body } = await post('{}', headers);
    expect([400, 415]).toContain(status);
    expect(body.error.message).not.toContain('xxx');
  });

  it.each([
    `${API}/entities/@/component/shop/deliveries`,
    `${API}/entities/default/@/shop/deliveries`,
    `${API}/entities/default/component/@/usage`,
    `${API}/distributions/@/registry`,
    `${API}/distributions/hub/@`,
    `${API}/distributions?cluster=@`,
    `${API}/distributions?limit=@`,
    `${API}/distributions?cursor=@@`,
    `${API}/distributions?@=1`,
    `${API}/distributions/hub/registry?state=@`,
    `${SHOP}/usage?cluster=@`,
    `${SHOP}/usage?namespace=@`,
    `${SHOP}/usage?cluster=@&namespace=@`,
    `${SHOP}/usage?@=1`,
    `${SHOP}/usage?namespace[@]=1`,
  ])('is short and printable: GET %s', async path => {
    const { get } = await start();
    const address = path.split('@').join(encodeURIComponent(HOSTILE));
    expect(await get(address)).toEqual(harmless([400, 404]));
  });

  it('is nothing of an address that cannot be decoded', async () => {
    const { get } = await start();
    const answer = await get(
      `${API}/distributions/hub/%ff${'a'.repeat(5_000)}`,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).not.toMatch(/a{101}/);
  });
});

/** An error with one of these statuses, whose message is short and printable. */
function harmless(statuses: number[]) {
  const isHarmless = (message: string) =>
    !UNPRINTABLE.test(message) && !REPEATED.test(message);
  return {
    asymmetricMatch: (answer: {
      status: number;
      body: { error: { message: string } };
    }) =>
      statuses.includes(answer.status) && isHarmless(answer.body.error.message),
    toString: () => `harmless answer with ${statuses.join(' or ')}`,
  };
}
