import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { gatherInput, observedAt } from '../testUtils';
import { NOW, oauth, silent } from './__testUtils__/derive';
import { Observation } from '../records';
import { DeliveryInput } from './delivery';
import { isUnsettled, mayLack } from './observations';

const now = Date.parse(NOW);
const error = {
  code: 'failing',
  message: message('no-answer', { problem: 'HTTP 500' }),
} as const;

/** The cluster's clock is ten minutes ahead of ours. */
const AHEAD = 600_000;
const inputWith = (namespaces: Observation): DeliveryInput => ({
  ...gatherInput([silent, oauth], { now: NOW }),
  clusterNow: now + AHEAD,
  observations: { ...observedAt(now), namespaces },
});

describe('mayLack', () => {
  it.each<[string, Observation, number, boolean]>([
    ['a watch of 3 s before', { observedAt: 0 }, now + AHEAD - 3_000, false],
    [
      'a watch of later than that',
      { observedAt: 0 },
      now + AHEAD - 2_999,
      true,
    ],
    [
      'a failed watch of 3 s before it failed',
      { observedAt: now - 10_000, error },
      now + AHEAD - 13_000,
      false,
    ],
    [
      'a failed watch of later than that',
      { observedAt: now - 10_000, error },
      now + AHEAD - 12_999,
      true,
    ],
    ['a kind that was never observed of anything', { error }, 0, true],
  ])('by the cluster’s clock, %s', (_, observation, at, lacks) => {
    expect(mayLack(inputWith(observation), 'namespaces', at)).toBe(lacks);
  });
});

describe('isUnsettled', () => {
  it('holds for as long as knowledge counts, and 3 s', () => {
    const input = inputWith({});
    const { clusterNow, limits } = input;
    const last = clusterNow - 3_000 - limits.observationMaxAgeMs;
    expect(isUnsettled(input, last)).toBe(true);
    expect(isUnsettled(input, last - 1)).toBe(false);
  });
});
