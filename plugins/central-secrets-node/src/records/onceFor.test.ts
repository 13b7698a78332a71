import { onceFor } from './onceFor';

describe('onceFor', () => {
  it('computes once for each object, also where nothing is found', () => {
    const compute = jest.fn(({ name }: { name: string }) =>
      name === 'nothing' ? undefined : name.length,
    );
    const lengthOf = onceFor(compute);
    const [one, other, nothing] = ['one', 'other', 'nothing'].map(name => ({
      name,
    }));
    expect([one, other, one, nothing, nothing].map(lengthOf)).toEqual([
      3,
      5,
      3,
      undefined,
      undefined,
    ]);
    expect(compute).toHaveBeenCalledTimes(3);
  });
});
