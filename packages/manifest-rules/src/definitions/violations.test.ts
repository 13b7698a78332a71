import { definitionFor, Part, partOf } from './definitions';
import { Violation, violationsOf } from './violations';

const root = (kind: string) =>
  definitionFor('external-secrets.io/v1', kind)!.root;
const EXTERNAL_SECRET = root('ExternalSecret');
/** Numbers of parts that any definition has: of a text, and of a list. */
const TEXT = EXTERNAL_SECRET.properties!.refreshInterval;
const DATA = EXTERNAL_SECRET.properties!.data;

/** Each violation as `what path: detail`. */
function told(value: unknown, part: Part): string[] {
  const detail = (violation: Violation): string => {
    switch (violation.what) {
      case 'value':
        return violation.demand;
      case 'enum':
        return violation.allowed.join(' ');
      default:
        return violation.field;
    }
  };
  return [...violationsOf(value, part, ['spec'])].map(
    violation =>
      `${violation.what} ${violation.path.join('.')}: ${detail(violation)}`,
  );
}

const TEXT_WANTED = 'be a text: write it in quotes';
const LIST_WANTED = 'be a list: begin each entry with "-"';

describe('the violations of a definition', () => {
  it.each<[string, unknown, Part, string[]]>([
    ['a text', 'a', { type: 'string' }, []],
    ['no text', 5, { type: 'string' }, [TEXT_WANTED]],
    ['a stand-in', ['PROJECT_ID'], { type: 'string' }, []],
    ['a list', ['project'], { type: 'string' }, [TEXT_WANTED]],
    ['a stand-in of three words', ['MY_PROJECT_ID'], { type: 'string' }, []],
    ['a list of two', ['A_B', 'C'], { type: 'string' }, [TEXT_WANTED]],
    ['a list in a list', [['A_B']], { type: 'string' }, [TEXT_WANTED]],
    ['no stand-in', ['xA_B'], { type: 'string' }, [TEXT_WANTED]],
    ['nothing like a stand-in', ['A_Bx'], { type: 'string' }, [TEXT_WANTED]],
    [
      'a list of one word',
      ['A_B'],
      { type: 'array', minItems: 2 },
      ['have at least 2 items, and has 1'],
    ],
    ['a truth value, which has no fields', true, { minProperties: 1 }, []],
    ['a truth value', false, { type: 'boolean' }, []],
    [
      'no truth value',
      'true',
      { type: 'boolean' },
      ['be true or false, without quotes'],
    ],
    ['a whole number', 5, { type: 'integer' }, []],
    [
      'no whole number',
      5.5,
      { type: 'integer' },
      ['be a whole number, without quotes'],
    ],
    ['a number', 5.5, { type: 'number' }, []],
    ['no number', '5', { type: 'number' }, ['be a number, without quotes']],
    ['a list', [], { type: 'array' }, []],
    ['no list', {}, { type: 'array' }, [LIST_WANTED]],
    ['a map', {}, { type: 'object' }, []],
    ['a list for a map', [], { type: 'object' }, ['be a map of fields']],
    ['a text for a map', 'a', { type: 'object' }, ['be a map of fields']],
    ['anything of another type', 'a', { type: 'int-or-string' }, []],
    ['anything', 'a', {}, []],
    ['nothing', null, { type: 'string' }, []],
    ['nothing at all', undefined, { type: 'string' }, []],
    ['a text that comes later', '${A}', { type: 'integer' }, []],
    ['a text that comes later, for a text', '${A}', { type: 'string' }, []],
    ['the least', 1, { minimum: 1 }, []],
    ['less', 0, { minimum: 1 }, ['be from 1 to Infinity']],
    ['the most', 2, { maximum: 2 }, []],
    ['more', 3, { maximum: 2 }, ['be from -Infinity to 2']],
    ['enough', 'a', { minLength: 1 }, []],
    [
      'too little',
      '',
      { minLength: 1 },
      ['have at least 1 character, and has 0'],
    ],
    [
      'much too little',
      'a',
      { minLength: 2 },
      ['have at least 2 characters, and has 1'],
    ],
    ['not too much', 'ab', { maxLength: 2 }, []],
    [
      'too much',
      'abc',
      { maxLength: 2 },
      ['have at most 2 characters, and has 3'],
    ],
    ['too many', [1, 2], { maxItems: 1 }, ['have at most 1 item, and has 2']],
    ['too few', [], { minItems: 1 }, ['have at least 1 item, and has 0']],
    ['as many', [1], { minItems: 1, maxItems: 1 }, []],
    [
      'too few fields',
      {},
      { minProperties: 1 },
      ['have at least 1 field, and has 0'],
    ],
    [
      'a field that is null',
      { a: 1, b: null },
      { minProperties: 2 },
      ['have at least 2 fields, and has 1'],
    ],
    ['a pattern', 'abc', { pattern: '^a' }, []],
    ['another', 'bc', { pattern: '^a' }, ['be a text that matches ^a']],
    ['a pattern that comes later', '${B}', { pattern: '^a' }, []],
    ['a pattern that is not read', 'bc', { pattern: '(' }, []],
  ])('are, for %s, by the demand alone', (_what, value, part, demands) => {
    const expected = demands.map(demand => `value spec: ${demand}`);
    expect(told(value, part)).toEqual(expected);
    // A pattern is compiled once.
    expect(told(value, part)).toEqual(expected);
  });

  it.each<[unknown, string[]]>([
    ['a', []],
    ['', []],
    ['c', ['enum spec: a b']],
    ['${A}', []],
    [5, ['enum spec: a b']],
  ])('are of a list of words, for %j: %j', (value, violations) => {
    expect(told(value, { enum: ['', 'a', 'b'] })).toEqual(violations);
  });

  it('name the fields that are missing, and those that are not known', () => {
    const part = { required: ['a', 'b'], properties: { a: TEXT, b: TEXT } };
    expect(told({ a: null, c: 'x', '${D}': 'y', e: null }, part)).toEqual([
      'missing spec: a',
      'missing spec: b',
      'unknown spec.c: c',
    ]);
    expect(told({ a: 'x', b: 5 }, part)).toEqual([
      `value spec.b: ${TEXT_WANTED}`,
    ]);
  });

  it('are none of further fields, where any may be there', () => {
    const properties = { a: TEXT };
    expect(told({ b: 5 }, { properties, open: true })).toEqual([]);
    expect(told({ b: 5 }, {})).toEqual([]);
    expect(told({ toString: 5 }, { properties })).toEqual([
      'unknown spec.toString: toString',
    ]);
  });

  it('are those of every value of a map, and of every entry of a list', () => {
    expect(told({ a: 5, b: 'x' }, { values: TEXT })).toEqual([
      `value spec.a: ${TEXT_WANTED}`,
    ]);
    expect(told(['x', 5], { items: TEXT })).toEqual([
      `value spec.1: ${TEXT_WANTED}`,
    ]);
    expect(told(['x', 5], {})).toEqual([]);
  });

  it('have the parts around an unknown field, the innermost first', () => {
    const [violation] = violationsOf(
      { data: [{ secretKeys: 'a', remoteRef: { key: 'a' }, secretKey: 'b' }] },
      EXTERNAL_SECRET,
      ['spec'],
    );
    expect(violation).toEqual({
      what: 'unknown',
      path: ['spec', 'data', 0, 'secretKeys'],
      field: 'secretKeys',
      around: [
        { part: partOf(partOf(DATA).items!), path: ['spec', 'data', 0] },
        { part: EXTERNAL_SECRET, path: ['spec'] },
      ],
    });
  });
});
