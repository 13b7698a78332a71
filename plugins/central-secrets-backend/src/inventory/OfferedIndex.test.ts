import { isOfferedTo } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { OfferedIndex } from './OfferedIndex';

const OWNERS = ['group:default/a', 'group:default/b', 'user:default/guest'];

const allowed = fc.oneof(
  { weight: 4, arbitrary: fc.subarray(OWNERS) },
  { weight: 1, arbitrary: fc.constantFrom(['b'], ['no owner']) },
);
const annotations = fc.record(
  {
    'central-secrets/self-service': fc.constantFrom('true', 'true', 'false'),
    'central-secrets/allowed-owners': allowed.map(owners => owners.join(', ')),
  },
  { requiredKeys: ['central-secrets/self-service'] },
);

describe('OfferedIndex', () => {
  it('counts what is offered to any owners, whatever came and went', () => {
    let counted = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom('one', 'two', 'three', 'four'),
            change: fc.option(
              fc.record({
                annotations,
                deletedAt: fc.constantFrom(undefined, undefined, undefined, 1),
              }),
            ),
          }),
        ),
        fc.subarray(OWNERS),
        (changes, owners) => {
          const index = new OfferedIndex();
          const known = new Map<
            string,
            { annotations: Record<string, string>; deletedAt?: number }
          >();
          for (const { name, change } of changes) {
            if (change) {
              index.set({ name, ...change });
              known.set(name, change);
            } else {
              index.delete(name);
              known.delete(name);
            }
          }
          const offered = [...known.values()].filter(
            distribution => isOfferedTo(distribution, owners).offered,
          );
          expect(index.count(owners)).toBe(offered.length);
          counted += offered.length;
        },
      ),
      { numRuns: 500 },
    );
    expect(counted).toBeGreaterThan(100);
  });
});
