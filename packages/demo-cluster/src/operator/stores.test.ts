import { clusterStore, distribution, HUB } from '../testUtils/objects';
import { store } from '../testUtils/failureCases';
import { OperatorBench } from '../testUtils/operatorBench';

describe('the expressions of a store', () => {
  let bench: OperatorBench;
  beforeEach(async () => {
    bench = await OperatorBench.start();
  });
  afterEach(() => bench.stop());

  const readyWith = (...namespaceRegexes: string[]) => {
    bench.create(
      clusterStore('by-expression', {
        conditions: [{ namespaceRegexes }],
        provider: { kubernetes: { remoteNamespace: HUB } },
      }),
      distribution('x', store('by-expression')),
    );
    const [ready] = bench.child()?.status.conditions;
    return ready.status;
  };

  it('are read in the syntax of Go', () => {
    expect(readyWith('(?i)^A\\pL+\\z')).toBe('True');
  });

  it('match somewhere in the name', () => {
    expect(readyWith('p+')).toBe('True');
  });

  it('let no namespace in that they do not match', () => {
    expect(readyWith('^pp')).toBe('False');
  });

  it('let no namespace in where Go cannot read them, even if JavaScript can', () => {
    expect(readyWith('(?=app)')).toBe('False');
  });
});
