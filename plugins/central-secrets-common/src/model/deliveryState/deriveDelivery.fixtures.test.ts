import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURE_CASES } from '../__testUtils__/fixtureCases';
import { gatherInput } from '../../testUtils';
import { FIXTURES, readFixture } from '../__testUtils__/readFixture';
import { DELIVERY_CAUSES, DELIVERY_STATES } from '../states';
import { deriveDelivery } from './deriveDelivery';

/** Just after the last write in the captured objects. */
const CAPTURED_AT = '2026-11-23T05:18:55Z';

describe('deriveDelivery, on objects as the API server returns them', () => {
  it.each(
    FIXTURE_CASES.map(expected => ({
      ...expected,
      title: [expected.state, expected.cause].filter(Boolean).join('/'),
    })),
  )('says $title of $file', expected => {
    const input = gatherInput(readFixture(expected.file), {
      now: expected.now ?? CAPTURED_AT,
      ...(expected.distribution && {
        delivery: { distribution: expected.distribution },
      }),
    });
    const derived = deriveDelivery({
      ...input,
      observations:
        expected.observations?.(input.observations) ?? input.observations,
    });

    expect(derived).toMatchObject({
      state: expected.state,
      summary: expect.stringContaining(expected.summary),
      remedy: { by: expected.remedyBy },
    });
    expect(derived.cause).toBe(expected.cause);
    expect(derived.warnings.map(({ code }) => code)).toEqual(
      expected.warnings ?? [],
    );
    expect(derived.remedy.command ?? '').toContain(expected.command ?? '');
    expect(
      derived.evidence.map(({ field, value }) => `${field}: ${value}`),
    ).toContainEqual(expect.stringContaining(expected.evidence ?? ''));
  });

  it('has a case for every fixture, and every fixture in the folder of its state', () => {
    const files = readdirSync(FIXTURES, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(FIXTURES, name)).map(
          file => `${name}/${file.replace('.yaml', '')}`,
        ),
      );
    const covered = FIXTURE_CASES.filter(
      ({ file, state }) => file.split('/')[0] === state,
    ).map(({ file }) => file);
    expect([...new Set(covered)].sort()).toEqual(files.sort());
  });

  it('has a case for every state', () => {
    expect(new Set(FIXTURE_CASES.map(({ state }) => state))).toEqual(
      new Set(DELIVERY_STATES),
    );
  });

  it('has a case for every cause', () => {
    expect(new Set(FIXTURE_CASES.flatMap(({ cause }) => cause ?? []))).toEqual(
      new Set(DELIVERY_CAUSES),
    );
  });
});
