import { Sample } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { isSameSituation } from './sameSituation';

interface Run {
  readonly id: number;
  readonly message?: string;
}

function sampleOf({ id, message = 'secret synced' }: Run): Sample {
  return {
    case: 'a',
    topic: 'b',
    position: 1,
    what: 'c',
    operator: '0.20.4',
    kubernetes: '1.35.4',
    delivery: { distribution: 'a' },
    now: `2026-11-25T03:28:0${id}.613Z`,
    limits: {
      observationMaxAgeMs: 1,
      refreshIntervalFactor: 2,
      staleGraceMs: 1,
      pendingUnusualAfterMs: 1,
    },
    expected: { state: 'synced' },
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {
          name: `a.18eb2c030194ed5${id}`,
          uid: `ab7e77d9-4f17-46c6-89c7-2b0d0ae224f${id}`,
          resourceVersion: `205${id}`,
          creationTimestamp: `2026-11-25T03:28:0${id}Z`,
        },
        count: id,
        message: `${message} by https://127.0.0.1:4000${id}`,
      },
    ],
  };
}

describe('isSameSituation', () => {
  it('does not look at the times, ids, versions, counts and ports of a run', () => {
    expect(isSameSituation(sampleOf({ id: 1 }), sampleOf({ id: 2 }))).toBe(
      true,
    );
  });

  it('sees every other difference', () => {
    const message = 'secret deleted';
    expect(
      isSameSituation(sampleOf({ id: 1 }), sampleOf({ id: 1, message })),
    ).toBe(false);
  });
});
