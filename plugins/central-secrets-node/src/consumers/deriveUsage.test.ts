import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { BUILT_AT } from '../testUtils';
import { DELIVERY_STATES } from '@central-secrets/backstage-plugin-central-secrets-common';
import { PodRecord, SecretReference } from '../records';
import { ageOf, deriveUsage } from './deriveUsage';
import { LastWrite } from './lastWrite';

const T = Date.parse(BUILT_AT);
const MINUTE = 60_000;

const atStart: SecretReference = {
  secret: 's',
  way: 'env',
  readAt: 'start',
  container: 'app',
};
const always: SecretReference = { ...atStart, way: 'volume', readAt: 'always' };

const podOf = (
  startedAt: number | undefined,
  reference: SecretReference = atStart,
): PodRecord => ({
  name: 'p',
  spec: { serviceAccount: 'default', references: [reference] },
  isFinished: false,
  running: startedAt === undefined ? [] : [{ name: 'app', startedAt }],
});

const written: LastWrite = {
  known: { at: T, externalSecret: 'e', reason: 'Updated' },
  notAfter: T,
};

const derive = (
  pods: PodRecord[],
  lastWrite: LastWrite = written,
  kind = 'Deployment',
) =>
  deriveUsage({
    namespace: 'shop',
    secret: 's',
    state: 'synced',
    users: [{ kind, name: 'web', references: [atStart], pods }],
    lastWrite,
    isComplete: true,
  });

describe('deriveUsage', () => {
  it('calls what was read before the last write old, and says who, since when, and what to do', () => {
    const { users, warnings } = derive([
      podOf(T - 2 * MINUTE),
      podOf(T - MINUTE),
      podOf(T + MINUTE),
    ]);
    expect(users).toEqual([
      expect.objectContaining({
        pods: { count: 3, old: 2, unknown: 0 },
        oldSince: T - 2 * MINUTE,
        restartCommand: 'kubectl rollout restart deployment/web -n shop',
      }),
    ]);
    expect(
      warnings.map(warning => ({
        code: warning.code,
        text: renderMessage(warning),
      })),
    ).toEqual([
      {
        code: 'old-value-in-pods',
        text: '2 pods still use the previous value: they started before the Secret was last written at 2026-11-23T05:00:00Z, and read it only at their start (Deployment web)',
      },
    ]);
  });

  it('says nothing old of a pod that started after, of a mount that refreshes itself, and of what does not run', () => {
    for (const pod of [
      podOf(T + MINUTE),
      podOf(T - MINUTE, always),
      podOf(undefined),
    ]) {
      const { users, warnings } = derive([pod]);
      expect(users[0].pods).toEqual({ count: 1, old: 0, unknown: 0 });
      expect(warnings).toEqual([]);
    }
  });

  it('says nothing old of a container that reads another Secret', () => {
    const pod = podOf(T - MINUTE, { ...atStart, secret: 'other' });
    expect(derive([pod]).users[0].pods.old).toBe(0);
  });

  it('knows no command for a bare pod', () => {
    const { users } = derive([podOf(T - MINUTE)], written, 'Pod');
    expect(users[0]).not.toHaveProperty('restartCommand');
  });

  it('does not know which was first, when the two are closer than clocks agree', () => {
    for (const startedAt of [T - 5_000, T, T + 5_000]) {
      expect(derive([podOf(startedAt)]).users[0].pods).toMatchObject({
        old: 0,
        unknown: 1,
      });
    }
  });

  it('calls nothing old without evidence of a write, and current only what started after the last success', () => {
    const lastWrite = { notAfter: T };
    expect(derive([podOf(T - MINUTE)], lastWrite)).toMatchObject({
      users: [{ pods: { old: 0, unknown: 1 } }],
      warnings: [],
    });
    expect(derive([podOf(T + MINUTE)], lastWrite).users[0].pods).toEqual({
      count: 1,
      old: 0,
      unknown: 0,
    });
    expect(derive([podOf(T + MINUTE)], {}).users[0].pods.unknown).toBe(1);
  });

  it.each(DELIVERY_STATES)('names what nothing uses: %s', state => {
    const { warnings } = deriveUsage({
      namespace: 'shop',
      secret: 's',
      state,
      users: [],
      lastWrite: written,
      isComplete: true,
    });
    expect(warnings.map(({ code }) => code)).toEqual(
      ['synced', 'stale', 'outdated'].includes(state) ? ['unused'] : [],
    );
  });

  it('calls nothing unused while not everything could be read', () => {
    const { warnings } = deriveUsage({
      namespace: 'shop',
      secret: 's',
      state: 'synced',
      users: [],
      lastWrite: written,
      isComplete: false,
    });
    expect(warnings).toEqual([]);
  });
});

describe('ageOf', () => {
  const time = fc.integer({ min: 0, max: 1_000_000 });
  const lastWriteArbitrary = fc.oneof(
    fc.record({ notAfter: fc.option(time, { nil: undefined }) }),
    fc.record({
      known: fc.record({
        at: time,
        externalSecret: fc.constant('e'),
        reason: fc.constant('Updated'),
      }),
      notAfter: fc.option(time, { nil: undefined }),
    }),
  );

  it('calls old only what began before a write that is known of', () => {
    fc.assert(
      fc.property(
        time,
        lastWriteArbitrary,
        (startedAt, lastWrite: LastWrite) => {
          fc.pre(ageOf(startedAt, lastWrite) === 'old');
          expect(lastWrite.known!.at).toBeGreaterThan(startedAt);
        },
      ),
    );
  });

  it('never again calls current what is old, whatever is written afterwards', () => {
    fc.assert(
      fc.property(
        time,
        time,
        lastWriteArbitrary,
        (startedAt, later, lastWrite: LastWrite) => {
          const { known } = lastWrite;
          fc.pre(known !== undefined && ageOf(startedAt, lastWrite) === 'old');
          const at = known!.at + later;
          const next = { known: { ...known!, at }, notAfter: at };
          expect(ageOf(startedAt, next)).toBe('old');
        },
      ),
    );
  });

  it('calls current only what began after every write there may have been', () => {
    fc.assert(
      fc.property(
        time,
        lastWriteArbitrary,
        (startedAt, lastWrite: LastWrite) => {
          fc.pre(ageOf(startedAt, lastWrite) === 'current');
          expect(lastWrite.notAfter).toBeLessThan(startedAt);
        },
      ),
    );
  });
});
