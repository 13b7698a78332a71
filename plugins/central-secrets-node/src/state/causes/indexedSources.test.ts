import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { HubIndex } from '../../records';
import {
  BUILT_STORE,
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  gatherInput,
  namespace,
  RawObject,
  updateFailedEvent,
} from '../../testUtils';
import { evidenceOf, GET_FAILED } from '../__testUtils__/derive';
import { DeliveryInput } from '../delivery';
import { deriveDelivery } from '../deriveDelivery';

/** Everything fails since then. */
const FAILED_AT = Date.parse('2026-11-23T05:00:00Z');
const NOW = FAILED_AT + 120_000;
const MINUTE = 60_000;

const source = (name: string, keys: string[], changedAt = FAILED_AT - 1e9) => ({
  name,
  version: '1',
  type: 'Opaque',
  keys,
  changedAt,
});

function indexOf(
  sources: ReturnType<typeof source>[],
  observedAt = NOW - 30_000,
  leftOut = 0,
): HubIndex {
  return {
    head: { hubNamespace: BUILT_STORE, observedAt },
    pages: [
      { name: 'central-secrets-index-00', sources, leftOut, unreadable: 0 },
    ],
  };
}

interface Situation {
  readonly index?: HubIndex;
  readonly condition?: string;
  readonly event?: string;
  readonly spec?: Change;
  readonly store?: Change;
  readonly more?: readonly RawObject[];
  readonly input?: Partial<DeliveryInput>;
}

function explain({
  index = indexOf([]),
  condition = GET_FAILED,
  event,
  spec = {},
  store = {},
  more = [],
  input = {},
}: Situation) {
  const oauth = distribution('oauth', {
    spec: { externalSecretSpec: spec },
  });
  const child = childOf(oauth, 'app', { status: failedStatus(condition) });
  return deriveDelivery({
    ...gatherInput(
      [
        namespace('app', { metadata: { labels: { 'secrets/oauth': 'true' } } }),
        oauth,
        child,
        clusterSecretStore(BUILT_STORE, store),
        ...more,
        ...(event === undefined ? [] : [updateFailedEvent(child, event)]),
      ],
      { now: new Date(NOW).toISOString() },
    ),
    hubIndex: index,
    ...input,
  });
}

const causesOf = ({ candidates }: ReturnType<typeof explain>) =>
  candidates.map(({ cause }) => cause);

describe('a source that the hub does not have', () => {
  it('proves the cause, without any text', () => {
    const derived = explain({});
    expect(derived).toMatchObject({
      cause: 'source-missing',
      certainty: 'proven',
      candidates: [],
    });
    expect(renderMessage(derived.summary)).toBe(
      'The source secret github-pat does not exist',
    );
    expect(evidenceOf(derived)[0]).toBe(
      'Secret github-pat: hub index = does not exist',
    );
  });

  it('names the one that the text names', () => {
    const derived = explain({
      spec: {
        data: ['one', 'two'].map(key => ({
          secretKey: key,
          remoteRef: { key },
        })),
      },
      event:
        'error processing spec.data[1] (key: two), secrets "two" not found',
    });
    expect(derived.summary.parameters).toEqual({ source: 'two' });
  });

  it.each<[string, Situation]>([
    [
      'the index was last right before the failure began',
      { index: indexOf([], FAILED_AT - 1_000) },
    ],
    [
      'the program of the index stands still',
      {
        index: indexOf([], NOW),
        input: { clusterNow: NOW + 4 * MINUTE },
      },
    ],
    [
      'the store names an API server, which may be of another cluster',
      {
        store: {
          spec: {
            provider: { kubernetes: { server: { url: 'https://other:6443' } } },
          },
        },
      },
    ],
    ['the text names no operation', { condition: 'error 4711' }],
  ])('is only likely the cause where %s', (_, situation) => {
    expect(explain(situation)).toMatchObject({
      cause: 'source-missing',
      certainty: 'likely',
      candidates: [
        {
          cause: 'source-missing',
          check: { code: 'check-source', parameters: { source: 'github-pat' } },
        },
      ],
    });
  });

  it.each<[string, Situation]>([
    [
      'the index is not renewed for more than ten minutes',
      { index: indexOf([], NOW), input: { clusterNow: NOW + 11 * MINUTE } },
    ],
    ['the time of the index cannot be', { index: indexOf([], NOW + 1e9) }],
    ['the source may be one that had no room', { index: indexOf([], NOW, 1) }],
    ['the write failed', { condition: 'could not update secret' }],
    [
      'the store reads another namespace',
      {
        store: {
          spec: { provider: { kubernetes: { remoteNamespace: 'other' } } },
        },
      },
    ],
    [
      'the store is of another provider',
      { store: { spec: { provider: { kubernetes: null, vault: {} } } } },
    ],
    [
      'the entry names another store, which reads another namespace',
      {
        spec: {
          data: [
            {
              secretKey: 'a',
              remoteRef: { key: 'a' },
              sourceRef: {
                storeRef: { kind: 'ClusterSecretStore', name: 'other' },
              },
            },
          ],
        },
        more: [clusterSecretStore('other')],
      },
    ],
    [
      'its name is longer than any in Kubernetes',
      {
        spec: {
          data: [{ secretKey: 'a', remoteRef: { key: 'a'.repeat(300) } }],
        },
      },
    ],
    ['no index is known', { input: { hubIndex: undefined } }],
  ])('is not known where %s', (_, situation) => {
    expect(explain(situation)).toMatchObject({
      cause: 'other',
      certainty: 'unknown',
    });
  });

  it('is not the cause where the text tells another one', () => {
    expect(
      explain({ event: 'secrets is forbidden: User "x" cannot get' }),
    ).toMatchObject({ cause: 'permission', certainty: 'likely' });
  });

  it("is not told of a team's own ExternalSecret", () => {
    const child = externalSecret('oauth', 'app', {
      status: failedStatus(GET_FAILED),
    });
    const derived = deriveDelivery({
      ...gatherInput([namespace('app'), child, clusterSecretStore()], {
        now: new Date(NOW).toISOString(),
      }),
      hubIndex: indexOf([]),
    });
    expect(derived).toMatchObject({ state: 'failed', cause: 'other' });
  });
});

describe('a key that a source of the hub does not have', () => {
  it('proves the cause, and the keys that exist are named', () => {
    const derived = explain({
      index: indexOf([source('github-pat', ['password', 'tokens', 'user'])]),
    });
    expect(derived).toMatchObject({
      cause: 'property-missing',
      certainty: 'proven',
    });
    expect(renderMessage(derived.summary)).toBe(
      'The source secret github-pat has no key token; its keys are tokens, password, user',
    );
    expect(evidenceOf(derived)[0]).toBe(
      'Secret github-pat: hub index, keys = tokens, password, user',
    );
  });

  it('is named without others where the source has none', () => {
    const derived = explain({ index: indexOf([source('github-pat', [])]) });
    expect(renderMessage(derived.summary)).toBe(
      'The source secret github-pat has no key token',
    );
  });

  it('is only likely the cause where the source changed after the attempt', () => {
    const changed = source('github-pat', ['user'], FAILED_AT + MINUTE);
    expect(explain({ index: indexOf([changed]) })).toMatchObject({
      cause: 'property-missing',
      certainty: 'likely',
    });
  });

  it.each([
    ['a path into a value', { property: 'user.name' }],
    ['in its metadata', { property: 'labels', metadataPolicy: 'Fetch' }],
  ])('is not known where it may be %s', (_, reference) => {
    expect(
      explain({
        index: indexOf([source('github-pat', ['user'])]),
        spec: {
          data: [
            { secretKey: 'a', remoteRef: { key: 'github-pat', ...reference } },
          ],
        },
      }).cause,
    ).toBe('other');
  });

  it('is not known where the index leaves keys of the source out', () => {
    const cut = { ...source('github-pat', ['user']), keysLeftOut: 1 };
    expect(explain({ index: indexOf([cut]) }).cause).toBe('other');
  });
});

describe('sources that the hub had with all keys at the attempt', () => {
  const had = indexOf([source('github-pat', ['token'])]);

  it.each([
    'secrets "github-pat" not found',
    'property token does not exist in data of secret "github-pat"',
  ])('are not the cause, whatever the text says: %s', event => {
    const derived = explain({ index: had, event });
    expect(derived).toMatchObject({ cause: 'other', certainty: 'unknown' });
    expect(causesOf(derived)).toEqual([
      'permission',
      'value-unusable',
      'store-login',
      'provider-unavailable',
    ]);
  });

  it.each<[string, Situation]>([
    [
      'the source changed since',
      { index: indexOf([source('github-pat', ['token'], FAILED_AT + 1)]) },
    ],
    [
      'the program of the index stands still',
      { index: had, input: { clusterNow: NOW + 4 * MINUTE } },
    ],
    [
      'another source is not of the hub',
      {
        index: had,
        spec: {
          data: [
            {
              secretKey: 'token',
              remoteRef: { key: 'github-pat', property: 'token' },
            },
            {
              secretKey: 'b',
              remoteRef: { key: 'b' },
              sourceRef: {
                storeRef: { kind: 'ClusterSecretStore', name: 'other' },
              },
            },
          ],
        },
        more: [clusterSecretStore('other')],
      },
    ],
    [
      'more sources are read than are kept',
      {
        index: had,
        spec: {
          data: Array.from({ length: 21 }, (_, at) => ({
            secretKey: `key-${at}`,
            remoteRef: { key: 'github-pat', property: 'token' },
          })),
        },
      },
    ],
  ])('do not outweigh a text where %s', (_, situation) => {
    expect(
      explain({ ...situation, event: 'secrets "github-pat" not found' }),
    ).toMatchObject({ cause: 'source-missing', certainty: 'likely' });
  });
});

describe('an index of any content and age', () => {
  it('proves nothing that it does not show', () => {
    const offset = fc.integer({ min: -20 * MINUTE, max: 20 * MINUTE });
    fc.assert(
      fc.property(
        fc.option(
          fc.record({
            keys: fc.subarray(['token', 'user']),
            changed: offset,
          }),
          { nil: undefined },
        ),
        offset,
        fc.boolean(),
        (content, observed, isCut) => {
          const sources = content
            ? [source('github-pat', content.keys, FAILED_AT + content.changed)]
            : [];
          const observedAt = NOW + observed;
          const { cause, certainty } = explain({
            index: indexOf(sources, observedAt, isCut ? 1 : 0),
          });
          fc.pre(certainty === 'proven');
          expect(observedAt).toBeGreaterThanOrEqual(FAILED_AT);
          expect(NOW - observedAt).toBeLessThanOrEqual(3 * MINUTE);
          expect(
            content
              ? cause === 'property-missing' && !content.keys.includes('token')
              : cause === 'source-missing' && !isCut,
          ).toBe(true);
        },
      ),
    );
  });
});
