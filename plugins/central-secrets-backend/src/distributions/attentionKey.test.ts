import { attentionKey } from './attentionKey';

describe('attentionKey', () => {
  it('sorts the worst state first, then the most of it, and errors of the manifest last', () => {
    const inOrder = [
      attentionKey(null, 0),
      attentionKey({ unknown: 1, synced: 9 }, 0),
      attentionKey({ failed: 10, pending: 1 }, 0),
      attentionKey({ failed: 2, pending: 100 }, 5),
      attentionKey({ pending: 100 }, 0),
      attentionKey({ synced: 1 }, 2),
      attentionKey({ synced: 1 }, 1),
      attentionKey({ synced: 1, 'not-requested': 1 }, 0),
    ];
    expect([...inOrder].reverse().sort()).toEqual(inOrder);
    expect(new Set(inOrder).size).toBe(inOrder.length);
  });

  it('does not tell those apart that need none', () => {
    expect(attentionKey({ synced: 1 }, 0)).toBe(attentionKey({}, 0));
  });
});
