import fc from 'fast-check';
import { pieceOf } from './pieceOf';

describe('pieceOf', () => {
  it('gives what a sort of the whole gives, piece by piece, to the last entry', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (keys, limit) => {
          const given: string[] = [];
          let cursor: string | undefined;
          let rounds = 0;
          do {
            const { piece, nextCursor } = pieceOf(keys, each => each, {
              cursor,
              limit,
            });
            expect(piece.length).toBeLessThanOrEqual(limit);
            given.push(...piece);
            cursor = nextCursor ?? undefined;
            rounds += 1;
          } while (cursor !== undefined);
          expect(given).toEqual([...keys].sort());
          expect(rounds).toBe(Math.max(1, Math.ceil(keys.length / limit)));
        },
      ),
    );
  });
});
