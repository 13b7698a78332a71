import { Observation } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  OBSERVED_KINDS,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { Action } from './World';

const observe: fc.Arbitrary<Action> = fc
  .record({
    kind: fc.option(fc.constantFrom(...OBSERVED_KINDS), { nil: undefined }),
    how: fc.constantFrom(
      'well',
      'well',
      'well',
      'well',
      'catching up',
      'failing',
      'forbidden',
      'never',
    ),
    secondsAgo: fc.nat({ max: 90 }),
  })
  .map(({ kind, how, secondsAgo }) => ({ cluster, now }) => {
    const observedAt = now - secondsAgo * 1_000;
    const why = message('watch-silent');
    const observations: Record<string, Observation> = {
      well: { observedAt: now },
      'catching up': { observedAt, isCatchingUp: true },
      failing: { observedAt, error: { code: 'failing', message: why } },
      forbidden: { observedAt, error: { code: 'forbidden', message: why } },
      never: {},
    };
    cluster.observe(observations[how], kind);
  });

/** Time passes, mostly while everything is being watched. */
const wait: fc.Arbitrary<Action> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 1, max: 8_000_000 }),
    ),
    fc.nat({ max: 9 }),
  )
  .map(([ms, silence]) => world => {
    world.now += ms;
    // A sign of life of a watch changes nothing, and calls no listener.
    if (silence > 0) {
      world.cluster.hear(world.now);
    }
  });

const setClock: fc.Arbitrary<Action> = fc
  .constantFrom(undefined, 0, -90_000, 500, 3_600_000)
  .map(offsetMs => ({ cluster }) => {
    cluster.offsetMs = offsetMs;
  });

const toldInFull: fc.Arbitrary<Action> = fc.boolean().map(isTold => world => {
  world.isTold = isTold;
});

/** Changes of how well the cluster is known, and of the time. */
export const knowledgeAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: observe },
  { weight: 5, arbitrary: wait },
  { weight: 3, arbitrary: setClock },
  { weight: 1, arbitrary: toldInFull },
);
