import fc from 'fast-check';
import { HubSourceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { isSamePage, PAGE_NAMES, pageNameOf, writePage } from './pages';

const source = (name: string, change = {}): HubSourceRecord => ({
  name,
  version: '1',
  type: 'Opaque',
  keys: ['token'],
  changedAt: 0,
  ...change,
});

const names = fc.uniqueArray(
  fc.string({
    unit: fc.constantFrom(...'abc019'),
    minLength: 1,
    maxLength: 20,
  }),
  { maxLength: 50 },
);

describe('the pages of the index', () => {
  it('give each source one page, by its name alone, and use them evenly', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 10_000; index += 1) {
      const page = pageNameOf(`source-${index}`);
      counts.set(page, (counts.get(page) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([...PAGE_NAMES]);
    expect(Math.max(...counts.values())).toBeLessThan(500);
  });

  it('keep a source in its page for good: readers never see it move', () => {
    expect(
      ['github-pat', 'github-oauth', 'wildcard-tls'].map(pageNameOf),
    ).toEqual([
      'central-secrets-index-02',
      'central-secrets-index-06',
      'central-secrets-index-03',
    ]);
  });

  it('say the same in whatever order the sources are known', () => {
    fc.assert(
      fc.property(names, some => {
        const sources = some.map(name => source(name));
        const page = writePage(sources);
        const other = writePage([...sources].reverse());
        expect(JSON.stringify(other)).toBe(JSON.stringify(page));
        expect(isSamePage(page, other)).toBe(true);
        expect(Object.keys(page.data)).toHaveLength(some.length);
      }),
    );
  });

  it('differ in whatever a source differs', () => {
    const page = writePage([source('a'), source('b')]);
    for (const others of [
      [source('a')],
      [source('a'), source('c')],
      [source('a'), source('b', { changedAt: 1 })],
      [source('a'), source('b'), source('c')],
    ]) {
      expect(isSamePage(page, writePage(others))).toBe(false);
    }
    expect(isSamePage(page, { ...page, leftOut: 1 })).toBe(false);
  });

  it('have room for 300 KiB at most, and say how many sources had none', () => {
    const keys = Array.from({ length: 100 }, (_, i) =>
      `${i}`.padEnd(253, 'k'),
    ).sort();
    const sources = Array.from({ length: 40 }, (_, i) =>
      source(`source-${String(i).padStart(2, '0')}`, { keys }),
    );
    const { data, leftOut } = writePage(sources);
    const kept = Object.keys(data);
    expect(leftOut).toBeGreaterThan(0);
    expect(kept.length + leftOut).toBe(40);
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(300 * 1024);
    // The first by name, so that all processes leave out the same.
    expect(kept).toEqual(sources.slice(0, kept.length).map(({ name }) => name));
  });
});
