import fc from 'fast-check';
import {
  Change,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  RawObject,
  secretStore,
  updateFailedEvent,
} from '../../testUtils';
import { parseDistribution } from './distribution';
import { parseEvent } from './event';
import { parseExternalSecret } from './externalSecret';
import { parseNamespace } from './namespace';
import { parseStore } from './store';

const LONG = 'x'.repeat(200_000);
const many = <T>(make: (index: number) => T, count = 10_000): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** How much a record holds, in characters. */
const sizeOf = (record: object) => JSON.stringify(record).length;

describe('what is kept of an object', () => {
  const own = externalSecret('own', 'shop');

  it.each<[string, Change]>([
    [
      'ten thousand keys',
      {
        spec: {
          data: many(index => ({
            secretKey: `key-${index}`,
            remoteRef: { key: `source-${index}`, property: LONG.slice(0, 500) },
          })),
        },
      },
    ],
    [
      'ten thousand keys in its template',
      {
        spec: {
          target: {
            template: {
              data: Object.fromEntries(
                many(index => [
                  `${LONG.slice(0, 250)}${index}`,
                  LONG.slice(0, 9),
                ]),
              ),
            },
          },
        },
      },
    ],
    [
      'long names everywhere',
      {
        metadata: {
          ownerReferences: [
            { controller: true, kind: LONG, name: LONG, uid: LONG },
          ],
          annotations: { 'central-secrets/note': LONG },
          labels: { note: LONG },
        },
        spec: {
          secretStoreRef: { kind: LONG, name: LONG },
          target: { name: LONG, template: { type: LONG } },
          data: [{ secretKey: LONG, remoteRef: { key: LONG, property: LONG } }],
        },
        status: {
          binding: { name: LONG },
          conditions: [
            { type: 'Ready', status: 'False', reason: LONG, message: LONG },
          ],
        },
      },
    ],
  ])('is small of an ExternalSecret with %s', (_, change) => {
    expect(
      sizeOf(parseExternalSecret(externalSecret('own', 'shop', change))),
    ).toBeLessThan(20_000);
  });

  it('says how many keys there are more than are kept', () => {
    const data = (count: number) => ({
      spec: {
        data: many(index => ({ secretKey: `k${index}` }), count),
      },
    });
    const keysOf = (count: number) => {
      const { keys, keysLeftOut } = parseExternalSecret(
        externalSecret('own', 'shop', data(count)),
      ).spec;
      return { kept: keys?.length, keysLeftOut };
    };
    expect(keysOf(100)).toEqual({ kept: 100, keysLeftOut: undefined });
    expect(keysOf(10_000)).toEqual({ kept: 100, keysLeftOut: 9_900 });
  });

  it('is small of an event', () => {
    const event = updateFailedEvent(own, LONG, {
      reason: LONG,
      type: LONG,
      involvedObject: { kind: LONG, name: LONG, uid: LONG, apiVersion: LONG },
      metadata: {
        managedFields: many(() => ({ time: '2026-11-23T05:00:00Z' })),
      },
    });
    expect(sizeOf(parseEvent(event))).toBeLessThan(3_000);
  });

  it('is small of a SecretStore, whose conditions nothing looks at', () => {
    const conditions = [{ namespaces: many(index => `n${index}`) }];
    const store = secretStore('s', 'shop', {
      spec: { conditions, controller: LONG },
      status: failedStatus(LONG),
    });
    expect(sizeOf(parseStore(store))).toBeLessThan(3_000);
    const { conditions: kept } = parseStore(
      clusterSecretStore('s', { spec: { conditions } }),
    );
    expect(kept).toEqual(conditions);
  });

  it('gives nobody anything by an annotation that is very long', () => {
    const annotations = {
      'central-secrets/self-service': LONG,
      'central-secrets/allowed-owners': `group:default/a,${LONG}`,
      'central-secrets/owner': LONG,
    };
    const emptied = Object.fromEntries(
      Object.keys(annotations).map(key => [key, '']),
    );
    const metadata = { annotations };
    expect(
      parseDistribution(distribution('d', { metadata })).annotations,
    ).toEqual(emptied);
    expect(parseNamespace(namespace('n', { metadata })).annotations).toEqual(
      emptied,
    );
  });

  it('is, of a name, all of one that Kubernetes accepts, and the beginning of a longer one', () => {
    const targetOf = (name: string) =>
      parseExternalSecret(
        externalSecret('own', 'shop', { spec: { target: { name } } }),
      ).spec.targetName!;
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 600 }), name => {
        const kept = targetOf(name);
        expect(kept.length).toBeLessThanOrEqual(254);
        expect(kept).toBe(name.length <= 253 ? name : `${name.slice(0, 253)}…`);
      }),
    );
  });
});

describe('parseNamespace', () => {
  it('is small beside what is asked of labels and finalizers', () => {
    const raw: RawObject = namespace('n', {
      metadata: {
        annotations: { unrelated: LONG },
        managedFields: [{ manager: LONG, time: LONG }],
      },
    });
    expect(sizeOf(parseNamespace(raw))).toBeLessThan(1_000);
  });
});
