import { theWorld } from '../jest/globals';
import { untilDistributionFailed } from './cluster';
import { distribution, namespace } from './manifests';
import {
  caseDistribution,
  caseLabels,
  caseNamespace,
  OPERATOR_CASES,
} from './operatorCases';

const ENTITY = 'component:default/operator-cases';
const SHARED = caseNamespace('one-secret');
const INVALID = caseNamespace('invalid-selector');

describe("the operator's outcomes", () => {
  const { platform, client } = theWorld();

  beforeAll(async () => {
    const { kubectl } = platform.controlPlane;
    await kubectl.apply(
      ...OPERATOR_CASES.map(({ name }) =>
        namespace(caseNamespace(name), caseLabels(name)),
      ),
      namespace(SHARED, caseLabels('first-writer', 'second-writer')),
      namespace(INVALID, caseLabels('invalid-selector')),
    );
    await kubectl.apply(
      ...OPERATOR_CASES.flatMap(({ beside }) => beside?.(theWorld()) ?? []),
      ...OPERATOR_CASES.map(caseDistribution),
      distribution('first-writer', { target: { name: 'shared' } }),
      distribution('second-writer', { target: { name: 'shared' } }),
      distribution('invalid-selector', {
        selector: {
          matchExpressions: [
            { key: 'secrets/invalid-selector', operator: 'Resembles' },
          ],
        },
      }),
    );
  });

  it.each(OPERATOR_CASES)(
    '$name is shown as $state, with the cause $cause',
    async ({ name, state, cause, evidence }) => {
      const delivery = await client.untilDelivery('jane', ENTITY, {
        id: `hub/${caseNamespace(name)}/${name}`,
        reason: `${state} with the evidence`,
        holds: seen =>
          seen.state === state &&
          seen.evidence.some(({ value }) => value.includes(evidence ?? '')),
      });
      expect(delivery.cause).toBe(cause);
      expect(delivery.summary).not.toBe('');
      expect(delivery.remedy.by).not.toBe('nobody');
      expect(delivery.remedy.text).not.toBe('');
    },
  );

  it('of two distributions that write one Secret the loser is in conflict and the winner is contested', async () => {
    const ids = ['first-writer', 'second-writer'].map(
      name => `hub/${SHARED}/${name}`,
    );
    const loser = await Promise.any(
      ids.map(id =>
        client.untilDelivery('jane', ENTITY, {
          id,
          reason: 'in conflict',
          holds: ({ state, evidence }) =>
            state === 'conflict' &&
            evidence.some(({ value }) => value.includes('unable to mutate')),
        }),
      ),
    );
    expect(loser.cause).toBe('secret-owned-by-another');
    expect(loser.evidence.map(({ value }) => value)).toContainEqual(
      expect.stringContaining('secret is owned by another ExternalSecret'),
    );
    const winner = await client.untilDelivery('jane', ENTITY, {
      id: ids.find(id => id !== loser.id)!,
      reason: 'synced and contested',
      holds: ({ state, warnings }) =>
        state === 'synced' && warnings.some(({ code }) => code === 'contested'),
    });
    expect(winner.cause).toBeNull();
  });

  it('a distribution with an invalid selector is shown as failed where it is asked for', async () => {
    const reason = await untilDistributionFailed('invalid-selector');
    expect(reason).toMatch(/failed to convert label selector/);
    const delivery = await client.untilDelivery('jane', ENTITY, {
      id: `hub/${INVALID}/invalid-selector`,
      reason: "failed, with the operator's words",
      holds: ({ state, evidence }) =>
        state === 'failed' &&
        evidence.some(({ value }) =>
          value.includes('failed to convert label selector'),
        ),
    });
    expect(delivery.cause).toBe('selector-invalid');
  });
});
