import { applyLabelChange } from './applyLabelChange';
import { changeOf, readerOf } from './labelValues';

describe('a change of labels', () => {
  it('adds values, and removes keys in their order', () => {
    expect(
      changeOf(
        new Map([
          ['c', undefined],
          ['a', '1'],
          ['b', undefined],
        ]),
      ),
    ).toEqual({ add: { a: '1' }, remove: ['b', 'c'] });
  });

  it('takes a key such as __proto__ for a label as any other', () => {
    const { add } = changeOf(new Map([['__proto__', 'x']]));
    expect(Object.entries(add)).toEqual([['__proto__', 'x']]);
  });

  it('is applied to a copy of the labels', () => {
    const labels = { a: '1', b: '2' };
    expect(
      applyLabelChange(labels, { add: { b: '3', c: '4' }, remove: ['a', 'x'] }),
    ).toEqual({ b: '3', c: '4' });
    expect(labels).toEqual({ a: '1', b: '2' });
  });
});

describe('readerOf', () => {
  it('reads changed labels before those of the namespace, and no inherited ones', () => {
    const read = readerOf(
      { a: '1', b: '2' },
      new Map([
        ['a', undefined],
        ['c', '3'],
      ]),
    );
    expect(['a', 'b', 'c', 'd', 'constructor'].map(read)).toEqual([
      undefined,
      '2',
      '3',
      undefined,
      undefined,
    ]);
  });
});
