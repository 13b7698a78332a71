import fc from 'fast-check';
import { NamespaceLabels } from './NamespaceLabels';

const LABELS = ['team', 'secrets/a'].flatMap(key =>
  ['true', 'a=b', ''].map(value => [key, value]),
);

/** Whether both are there with the same labels, or neither is. */
function areSame(one: object | undefined, other: object | undefined) {
  const texts = [one, other].map(
    each => each && JSON.stringify(Object.entries(each).sort()),
  );
  return texts[0] === texts[1];
}

describe('NamespaceLabels', () => {
  it('finds namespaces by any label as a look at all of them would', () => {
    const name = fc.constantFrom('app', 'shop', 'team');
    const key = fc.constantFrom('team', 'secrets/a');
    const value = fc.constantFrom('true', 'a=b', '');
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({
              name,
              labels: fc.dictionary(key, value, { noNullPrototype: true }),
            }),
            fc.record({ name }),
          ),
        ),
        steps => {
          const labels = new NamespaceLabels();
          const plain = new Map<string, Record<string, string>>();
          for (const step of steps) {
            const before = plain.get(step.name);
            let isChanged: boolean;
            if ('labels' in step) {
              plain.set(step.name, {
                ...step.labels,
                'kubernetes.io/metadata.name': step.name,
              });
              isChanged = labels.set(step.name, step.labels);
            } else {
              plain.delete(step.name);
              isChanged = labels.delete(step.name);
            }
            expect(isChanged).toBe(!areSame(before, plain.get(step.name)));
            expect(labels.all).toEqual(plain);
            for (const [labelKey, labelValue] of LABELS) {
              const expected = [...plain]
                .filter(([, each]) => each[labelKey] === labelValue)
                .map(([each]) => each);
              const found = labels.get(`${labelKey}=${labelValue}`) ?? [];
              expect([...found].sort()).toEqual(expected.sort());
            }
          }
        },
      ),
    );
  });
});
