import fc from 'fast-check';
import { externalSecret } from '../testUtils';
import { parseExternalSecret, ExternalSecretRecord } from '../records';
import { targetOf, SecretWriters } from './secretWriters';

const policies = ['Owner', 'Merge', 'Orphan', 'None', 'CreateOrMerge'] as const;

const record = (
  name: string,
  change: Partial<ExternalSecretRecord['spec']> & { createdAt?: number } = {},
): ExternalSecretRecord => {
  const { createdAt = 0, ...spec } = change;
  const base = parseExternalSecret(externalSecret(name, 'shop'));
  return { ...base, createdAt, spec: { ...base.spec, ...spec } };
};

describe('SecretWriters', () => {
  it('says of each what looking at all others would say', () => {
    const writer = fc.record({
      targetName: fc.constantFrom('x', 'y', undefined),
      creationPolicy: fc.constantFrom(...policies),
      createdAt: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(writer, { maxLength: 15 }), changes => {
        const all = changes.map((change, index) => record(`e${index}`, change));
        const writers = new SecretWriters(all);
        for (const { name, spec } of all) {
          const secret = targetOf(name, spec);
          const others = all.filter(
            other =>
              other.name !== name &&
              other.spec.creationPolicy !== 'None' &&
              targetOf(other.name, other.spec) === secret,
          );
          const rivals = writers.rivalsOf(secret, name);
          const owner = others.find(
            other => other.spec.creationPolicy === 'Owner',
          );
          expect(rivals.count).toBe(others.length);
          expect(rivals.owner).toBe(owner);
          expect(rivals.named).toHaveLength(Math.min(5, others.length));
          expect(others).toEqual(expect.arrayContaining([...rivals.named]));
          expect(owner === undefined || rivals.named.includes(owner)).toBe(
            true,
          );
          expect(rivals.createdAt).toBe(
            others.length > 0
              ? Math.min(...others.map(({ createdAt }) => createdAt))
              : undefined,
          );
        }
      }),
    );
  });

  it('names the owner first where it comes behind those that are named', () => {
    const all = ['Merge', 'Merge', 'Merge', 'Merge', 'Merge', 'Merge', 'Owner'];
    const writers = new SecretWriters(
      all.map((creationPolicy, index) =>
        record(`e${index}`, {
          targetName: 'x',
          creationPolicy: creationPolicy as 'Merge' | 'Owner',
        }),
      ),
    );
    const namesFor = (name: string) =>
      writers.rivalsOf('x', name).named.map(rival => rival.name);
    expect(namesFor('e0')).toEqual(['e6', 'e1', 'e2', 'e3', 'e4']);
    expect(namesFor('e6')).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
  });

  it('looks at each of 4,000 that write one Secret a few times, and not at each for each', () => {
    const { spec } = record('any', { targetName: 'one' });
    let looks = 0;
    const all = Array.from({ length: 4_000 }, (_, index) => {
      const base = record(`e${index}`);
      return Object.defineProperty({ ...base }, 'spec', {
        get: () => {
          looks += 1;
          return spec;
        },
      }) as ExternalSecretRecord;
    });
    const writers = new SecretWriters(all);
    const named = all.map(({ name }) => writers.rivalsOf('one', name).named);
    expect(looks).toBeLessThanOrEqual(4_000);
    expect(named.flat()).toHaveLength(5 * 4_000);
  });

  it('takes the writer of another kind for no writer of a Secret', () => {
    const configMap = record('e', { targetName: 'x', targetKind: 'ConfigMap' });
    expect(new SecretWriters([configMap]).rivalsOf('x', 'other').count).toBe(0);
  });
});
