import fc from 'fast-check';
import { HubSourceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { DescribedSecret } from './describeSecret';
import { Arrival, findChangedAt } from './findChangedAt';

type Known = NonNullable<Arrival['earlier']>;

const secret = (change: {
  version: string;
  dataTime: number;
  fingerprint?: string;
  uid?: string;
  keys?: readonly string[];
}): DescribedSecret => ({
  uid: change.uid ?? 'u',
  facts: {
    name: 'a',
    version: change.version,
    type: 'Opaque',
    keys: change.keys ?? ['k'],
  },
  dataTime: change.dataTime,
  fingerprint: change.fingerprint ?? 'f',
  unreadableAnnotations: [],
});

const record = (
  version: string,
  changedAt: number,
  keys = ['k'],
): HubSourceRecord => ({
  name: 'a',
  version,
  type: 'Opaque',
  keys,
  changedAt,
});

const earlier = (
  version: string,
  changedAt: number,
  change: Partial<Known> = {},
): Known => ({
  uid: 'u',
  fingerprint: 'f',
  record: record(version, changedAt),
  ...change,
});

const NOW = 1_000;

describe('findChangedAt', () => {
  it('takes the time of the cluster where nothing else is known', () => {
    const arrived = secret({ version: '5', dataTime: 100 });
    expect(findChangedAt({ secret: arrived, now: NOW })).toBe(100);
  });

  describe('after a restart', () => {
    it.each<[string, DescribedSecret, HubSourceRecord, number]>([
      [
        'keeps the time of the same version',
        secret({ version: '5', dataTime: 100 }),
        record('5', 50),
        50,
      ],
      [
        'keeps the time of a newer version whose data was not written',
        secret({ version: '6', dataTime: 40 }),
        record('5', 50),
        50,
      ],
      [
        'keeps the time where the last write of a manager of the data was known to change nothing',
        secret({ version: '6', dataTime: 60 }),
        { ...record('5', 50), dataTime: 60 },
        50,
      ],
      [
        'takes the time of a write of the data',
        secret({ version: '6', dataTime: 100 }),
        record('5', 50),
        100,
      ],
      [
        'sees a key that was removed, at a time that only it knows',
        secret({ version: '6', dataTime: 40 }),
        record('5', 50, ['k', 'removed']),
        NOW,
      ],
    ])('%s', (_, arrived, indexed, expected) => {
      expect(findChangedAt({ secret: arrived, indexed, now: NOW })).toBe(
        expected,
      );
    });
  });

  describe('while it runs', () => {
    it.each<[string, DescribedSecret, Known, number]>([
      [
        'knows that a label was written, and not the data',
        secret({ version: '6', dataTime: 100 }),
        earlier('5', 50),
        50,
      ],
      [
        'takes the time of a change of the data',
        secret({ version: '6', dataTime: 100, fingerprint: 'g' }),
        earlier('5', 50),
        100,
      ],
      [
        'takes its own time where the cluster recorded none',
        secret({ version: '6', dataTime: 50, fingerprint: 'g' }),
        earlier('5', 50),
        NOW,
      ],
      [
        'never goes back where its clock is behind',
        secret({ version: '6', dataTime: 50, fingerprint: 'g' }),
        earlier('5', NOW + 5),
        NOW + 5,
      ],
      [
        'takes a Secret that was created again for another one',
        secret({ version: '6', dataTime: 100, uid: 'v' }),
        earlier('5', 50),
        100,
      ],
    ])('%s', (_, arrived, before, expected) => {
      expect(
        findChangedAt({ secret: arrived, earlier: before, now: NOW }),
      ).toBe(expected);
    });
  });

  type Write = 'value' | 'remove-key' | 'label' | 'label-by-data-manager';

  /** A Secret as the cluster keeps it, and the true time of its last change. */
  class Cluster {
    #version = 1;
    #value = 0;
    #keys = ['k'];
    #dataTime = 10;
    changedAt = 10;

    write(kind: Write, now: number) {
      this.#version += 1;
      if (kind === 'value') {
        this.#value += 1;
        this.#keys = [...this.#keys, `k${now}`];
      }
      const canRemove = kind === 'remove-key' && this.#keys.length > 1;
      if (canRemove) {
        this.#keys = this.#keys.slice(0, -1);
      }
      if (kind === 'value' || canRemove) {
        this.changedAt = now;
      }
      if (kind === 'value' || kind === 'label-by-data-manager') {
        this.#dataTime = now;
      }
    }

    get secret(): DescribedSecret {
      return secret({
        version: String(this.#version),
        dataTime: this.#dataTime,
        fingerprint: `${this.#value}/${this.#keys.length}`,
        keys: this.#keys,
      });
    }
  }

  const writes = fc.array(
    fc.record({
      kind: fc.constantFrom<Write>(
        'value',
        'remove-key',
        'label',
        'label-by-data-manager',
      ),
      /** Whether the program runs during the write, or starts after it. */
      runs: fc.boolean(),
    }),
    { maxLength: 20 },
  );

  it('never loses a change, and is exact while it runs, in any history', () => {
    fc.assert(
      fc.property(writes, history => {
        const cluster = new Cluster();
        let known: Known | undefined;
        let indexed: HubSourceRecord | undefined;
        /** Whether all that came after the last true change was seen. */
        let sawAll = false;
        let now = 10;
        const see = () => {
          const arrived = cluster.secret;
          const changedAt = findChangedAt({
            secret: arrived,
            earlier: known,
            indexed,
            now,
          });
          indexed = {
            ...arrived.facts,
            changedAt,
            dataTime: Math.max(arrived.dataTime, changedAt),
          };
          known = {
            uid: 'u',
            fingerprint: arrived.fingerprint,
            record: indexed,
          };
          return changedAt;
        };
        see();
        sawAll = true;
        for (const { kind, runs } of history) {
          now += 10;
          const before = cluster.changedAt;
          cluster.write(kind, now);
          const isChange = cluster.changedAt !== before;
          if (runs) {
            sawAll = isChange || sawAll;
          } else {
            known = undefined;
            sawAll = kind === 'label' && sawAll;
            now += 5;
          }
          const changedAt = see();
          expect(changedAt).toBeGreaterThanOrEqual(cluster.changedAt);
          expect(sawAll ? changedAt : cluster.changedAt).toBe(
            cluster.changedAt,
          );
          // A restart at which nothing was written says the same.
          known = undefined;
          expect(see()).toBe(changedAt);
        }
      }),
    );
  });
});
