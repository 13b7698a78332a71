import fc from 'fast-check';
import { findSource, HubIndexPage, HubSourceRecord } from '../hubIndex';
import { parseHubIndexPart } from './hubIndex';
import {
  formatHubSource,
  limitKeys,
  parseExpiresAt,
  parseHubSource,
  parseRotateEvery,
  parseRunbook,
  parseSourceOwner,
} from './hubSource';

const NOW = Date.parse('2026-11-30T09:00:00Z');

const pick = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

const time = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map(seconds => seconds * 1_000);

/** Any source, as a writer may describe it. */
const source: fc.Arbitrary<HubSourceRecord> = fc.record(
  {
    name: pick('abc019', 1, 60),
    version: pick('0123456789', 1, 20),
    type: fc.oneof(
      fc.constant('kubernetes.io/tls'),
      fc.string({ minLength: 1, maxLength: 253 }),
    ),
    keys: fc
      .uniqueArray(pick('-._aZ09', 1, 253), { maxLength: 100 })
      .map(keys => keys.sort()),
    keysLeftOut: fc.integer({ min: 1, max: 1_000 }),
    changedAt: time,
    dataTime: time,
    certificateEndsAt: time,
    expiresAt: time,
    rotateEveryMs: fc
      .integer({ min: 1, max: 99_999 })
      .map(hours => hours * 3_600_000),
    owner: fc.constantFrom('group:default/platform', 'platform@example.com'),
    runbook: fc.constantFrom('https://docs.example.com/rotate'),
  },
  { requiredKeys: ['name', 'version', 'type', 'keys', 'changedAt'] },
);

function configMap(name: string, data: unknown, annotations = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: 'central-secrets-index',
      uid: 'u',
      creationTimestamp: '2026-11-30T08:00:00Z',
      annotations,
    },
    data,
  };
}

function pageOf(data: unknown, annotations = {}): HubIndexPage | undefined {
  const part = parseHubIndexPart(
    configMap('central-secrets-index-07', data, annotations),
  );
  return part?.part === 'page' ? part.page : undefined;
}

const example: HubSourceRecord = {
  name: 'github-pat',
  version: '12',
  type: 'Opaque',
  keys: ['token', 'username'],
  changedAt: NOW,
};

describe('a source of the hub index', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(source, each => {
        expect(parseHubSource(each.name, formatHubSource(each))).toEqual(each);
      }),
    );
  });

  it('is a text for people, too', () => {
    expect(formatHubSource({ ...example, owner: 'group:default/a' })).toBe(
      '{"version":"12","type":"Opaque","keys":["token","username"],"changedAt":"2026-11-30T09:00:00.000Z","owner":"group:default/a"}',
    );
  });

  it('is small, whatever the limits allow', () => {
    const largest = {
      ...example,
      name: 'x'.repeat(253),
      type: '\u0001'.repeat(253),
      ...limitKeys(
        Array.from({ length: 5_000 }, (_, i) => `${i}`.padEnd(253, 'k')),
      ),
      owner: 'o'.repeat(253),
      runbook: parseRunbook(`https://example.com/${'r'.repeat(1_000)}`),
    };
    const text = formatHubSource(largest);
    expect(Buffer.byteLength(text)).toBeLessThan(32 * 1024);
    expect(parseHubSource(largest.name, text)).toMatchObject({
      keysLeftOut: 4_900,
      runbook: largest.runbook,
    });
  });

  it('never throws on a text that someone else wrote, and never returns a long one', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.oneof(fc.json(), fc.string({ maxLength: 200 })),
        (name, text) => {
          const read = parseHubSource(name, text);
          expect(read === undefined || read.name === name).toBe(true);
        },
      ),
    );
  });

  it.each<[string, string, object]>([
    ['a name that no Secret has', '__proto__', {}],
    ['no version', 'a', { version: undefined }],
    ['a type that is not a text', 'a', { type: 1 }],
    ['no time', 'a', { changedAt: 'yesterday' }],
    ['keys that are not a list', 'a', { keys: 'token' }],
    ['a key that no Secret has', 'a', { keys: ['a b'] }],
    ['a key that is not a text', 'a', { keys: ['a', 1] }],
    ['too many keys', 'a', { keys: Array(101).fill('a') }],
  ])('with %s is not read', (_, name, change) => {
    const good = {
      version: '1',
      type: 'Opaque',
      keys: ['a'],
      changedAt: '2026-11-30T09:00:00Z',
    };
    expect(parseHubSource('a', JSON.stringify(good))).toBeDefined();
    expect(
      parseHubSource(name, JSON.stringify({ ...good, ...change })),
    ).toBeUndefined();
  });

  it('longer than any is not parsed', () => {
    expect(
      parseHubSource(
        'a',
        `${formatHubSource(example)}${' '.repeat(64 * 1024)}`,
      ),
    ).toBeUndefined();
  });
});

describe('the annotations of a source', () => {
  it.each([
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
    ['2027-02-31T25:00:00Z', undefined],
    ['in May', undefined],
    ['5', undefined],
    ['', undefined],
  ])('say by %j that it expires at %s', (text, expected) => {
    const at = parseExpiresAt(text);
    expect(at === undefined ? at : new Date(at).toISOString()).toBe(expected);
  });

  it.each([
    ['90d', 90 * 24],
    ['12w', 12 * 7 * 24],
    ['720h', 720],
    ['0d', undefined],
    ['-1d', undefined],
    ['1.5d', undefined],
    ['90', undefined],
    ['123456d', undefined],
  ])('say by %j that it is replaced every %s hours', (text, hours) => {
    expect(parseRotateEvery(text)).toBe(
      hours === undefined ? undefined : hours * 3_600_000,
    );
  });

  it.each([
    ['group:default/platform', true],
    ['platform@example.com', true],
    ['Platform team <p@example.com>', false],
    ['x'.repeat(254), false],
    ['', false],
  ])('name %j as the owner: %s', (text, isOwner) => {
    expect(parseSourceOwner(text)).toBe(isOwner ? text : undefined);
  });

  it.each([
    ['https://docs.example.com/a', 'https://docs.example.com/a'],
    ['https://user:password@docs.example.com/', undefined],
    ['https://token@docs.example.com/', undefined],
    ['https://docs.example.com/a?token=b', undefined],
    ['https://docs.example.com/a#b', undefined],
    ['data:text/html,x', undefined],
    ['ftp://docs.example.com/a', undefined],
    ['docs/rotate.md', undefined],
    [`https://docs.example.com/${'a'.repeat(1_024)}`, undefined],
  ])('say that %j is the runbook %s', (text, expected) => {
    expect(parseRunbook(text)).toBe(expected);
  });
});

describe('parseHubIndexPart', () => {
  it('reads every source of a page, and counts what it cannot read', () => {
    expect(
      pageOf(
        {
          'github-pat': formatHubSource(example),
          other: 'not ours',
          number: 1,
        },
        { 'central-secrets/left-out': '3' },
      ),
    ).toEqual({
      name: 'central-secrets-index-07',
      sources: [example],
      leftOut: 3,
      unreadable: 2,
    });
  });

  it.each([['many'], ['-1'], ['1e99'], ['1.5']])(
    'does not take a page for complete that leaves out %j',
    count => {
      expect(
        pageOf({}, { 'central-secrets/left-out': count })?.leftOut,
      ).toBeGreaterThan(0);
    },
  );

  it('reads an empty page', () => {
    expect(pageOf(undefined)).toMatchObject({ sources: [], unreadable: 0 });
  });

  it('reads the head', () => {
    const data = {
      hubNamespace: 'central-secret-store',
      observedAt: '2026-11-30T09:00:00.000Z',
    };
    const read = (change: object) =>
      parseHubIndexPart(
        configMap('central-secrets-index', { ...data, ...change }),
      );
    expect(read({})).toEqual({
      part: 'head',
      head: { hubNamespace: 'central-secret-store', observedAt: NOW },
    });
    expect(read({ observedAt: 'now' })).toBeUndefined();
    expect(read({ hubNamespace: 'A b' })).toBeUndefined();
    expect(read({ hubNamespace: undefined })).toBeUndefined();
  });

  it.each(['central-secrets-index-7', 'central-secrets-index-007', 'other'])(
    'ignores the ConfigMap %s',
    name => {
      expect(parseHubIndexPart(configMap(name, {}))).toBeUndefined();
    },
  );
});

describe('findSource', () => {
  const head = { hubNamespace: 'central-secret-store', observedAt: NOW };
  const page = {
    name: 'central-secrets-index-00',
    sources: [example],
    leftOut: 0,
    unreadable: 0,
  };

  it('finds a source', () => {
    expect(findSource({ head, pages: [page] }, 'github-pat')).toBe(example);
  });

  it('proves that a source is missing only where the index is complete', () => {
    const find = (change: object) =>
      findSource({ head, pages: [page, { ...page, ...change }] }, 'other');
    expect(find({})).toBe('missing');
    expect(find({ leftOut: 1 })).toBe('unknown');
    expect(find({ unreadable: 1 })).toBe('unknown');
  });
});
