import { internalPushesOf } from '../internalDistribution';
import { Problem, Rule } from '../rule';

export const internalValueStays: Rule = {
  code: 'internal-value-stays',
  severity: 'warning',
  summary:
    'A PushSecret of internal distribution removes its value from the store when it is deleted.',
  *check(input): Iterable<Problem> {
    const reported = new Set<object>();
    for (const { push, key } of internalPushesOf(input)) {
      const { manifest, spec, path } = push;
      if (spec.deletionPolicy === 'Delete' || reported.has(manifest)) {
        continue;
      }
      reported.add(manifest);
      yield {
        manifest,
        path: spec.deletionPolicy ? [...path, 'deletionPolicy'] : path,
        message: `the value at ${key} stays in the store when this is deleted, and is renewed by no one: write deletionPolicy: Delete`,
      };
    }
  },
};
