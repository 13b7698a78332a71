import fc from 'fast-check';
import { MustBeWhole } from './listItems';
import { parse, ParsedSource, parseSource } from './parseSource';

const COUNT = 150;

const each = (item: (index: number) => string, count = COUNT) =>
  Array.from({ length: count }, (_, index) => item(index)).join('');

const block = (index: number, more = '') =>
  `- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a${index}}\n${more}`;

const list = (items: string) => `apiVersion: v1\nitems:\n${items}kind: List\n`;

const object = (index: number) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `a${index}` },
  data: { text: 'yes\n# no comment', 'list,}]': [index, null, {}] },
});

const json = (indent?: number) =>
  JSON.stringify(
    {
      apiVersion: 'v1',
      items: Array.from({ length: COUNT }, (_, index) => object(index)),
      kind: 'List',
    },
    undefined,
    indent,
  );

const sourceOf = (text: string) => ({ file: 'list.yaml', text, named: true });

/** Everything that a caller learns, with the text of each piece. */
function learned({ manifests, unreadable }: ParsedSource) {
  return {
    unreadable,
    manifests: manifests.map(({ manifest, source, range, path }) => ({
      object: manifest.object,
      range,
      text: source.text.slice(...range),
      path,
    })),
  };
}

const SPLIT: readonly [string, string][] = [
  ['in block style', list(each(index => block(index)))],
  [
    'with its items indented',
    list(
      each(index => `  ${block(index).replaceAll('\n', '\n  ').trimEnd()}\n`),
    ),
  ],
  [
    'with comments and empty lines between its items',
    list(
      each(index => `# before ${index}\n${block(index, '  # in it\n\n')}\n`),
    ),
  ],
  ['with CRLF', list(each(index => block(index))).replaceAll('\n', '\r\n')],
  [
    'that says first that it is one',
    `kind: List\n${list(each(index => block(index)))}`.replace(
      /kind: List\n$/,
      '',
    ),
  ],
  [
    'amid other documents',
    `a: b\n---\n${list(each(index => block(index)))}---\n${list(
      each(index => block(COUNT + index)),
    )}---\na: b\n`,
  ],
  ['that is one line of JSON', json()],
  ['in JSON with indentation', json(4)],
  [
    'in brackets',
    `{apiVersion: v1, kind: List, items: [${each(
      index => `{apiVersion: v1, kind: A, metadata: {name: "${index}"}} ,`,
    )}]}`,
  ],
  [
    'with anchors that stay within an item',
    list(each(index => block(index, '  data: {a: &a [b], c: *a}\n'))),
  ],
  [
    'with Lists in it',
    list(
      each(
        index => `- ${list(block(index)).trimEnd().replaceAll('\n', '\n  ')}\n`,
      ),
    ),
  ],
];

const WHOLE: readonly [string, string][] = [
  [
    'whose items share an anchor',
    list(
      each(index =>
        block(index, index === 0 ? '  data: &all {a: b}\n' : '  data: *all\n'),
      ),
    ),
  ],
  [
    'with a mistake in an item',
    list(each(index => block(index, index === 99 ? '  data: {a: "b}\n' : ''))),
  ],
  [
    'with a duplicate key in an item',
    list(each(index => block(index, index === 99 ? '  kind: B\n' : ''))),
  ],
  [
    'with a mistake after its items',
    `${list(each(index => block(index)))}kind: [\n`,
  ],
  [
    'with an item that is nothing',
    list(each(index => (index === 5 ? '-\n' : block(index)))),
  ],
  [
    'with an item that bears a tag',
    list(each(index => block(index).replace('- ', '- !!map\n  '))),
  ],
  [
    'that is none',
    list(each(index => block(index))).replace('kind: List', 'kind: Other'),
  ],
];

describe('parseSource', () => {
  it.each(SPLIT)('reads a List %s item by item', (_, text) => {
    const source = sourceOf(text);
    const split = learned(parse(source, true));
    expect(split).toEqual(learned(parse(source, false)));
    expect(split.manifests.length).toBeGreaterThanOrEqual(COUNT);
    expect(split.unreadable).toEqual([]);
  });

  it.each(WHOLE)('reads a List %s as a whole', (_, text) => {
    const source = sourceOf(text);
    expect(() => parse(source, true)).toThrow(MustBeWhole);
    expect(learned(parseSource(source))).toEqual(learned(parse(source, false)));
  });

  it('takes nothing of a List that is cut off', () => {
    const deep = `  data: ${'['.repeat(300)}\n`;
    const source = sourceOf(
      `a: b\n---\n${list(
        each(index => block(index, index === 99 ? deep : '')),
      )}`,
    );
    expect(learned(parseSource(source))).toEqual(learned(parse(source, false)));
    expect(parseSource(source).manifests).toEqual([]);
  });

  it('reads what follows a directive by it', () => {
    const items = each(index => block(index, '  data: {a: yes}\n'));
    for (const directive of ['', '%YAML 1.2\n---\n']) {
      const source = sourceOf(`${directive}${list(items)}`);
      const { manifests } = parseSource(source);
      expect(manifests).toHaveLength(COUNT);
      expect(manifests[9].manifest.object.data).toEqual({
        a: directive ? 'yes' : true,
      });
    }
  });

  it('learns the same of any List in both ways', () => {
    const entry = fc.oneof(
      fc.constantFrom(
        'text: |\n      a\n       b\n\n',
        'text: >-\n      a\n',
        'a: "b\n      c"\n',
        'a: [b, {c: d}]\n',
        "a: ''\n",
        '# a\n    a: b # c\n',
        'a: &a b\n    c: *a\n',
        'a:\n',
        'a: b\n\n\n',
        'a: b\n   c: d\n',
        'a: *b\n',
        'a: !!str 1\n',
        '? a\n    : b\n',
      ),
    );
    const item = fc.record({
      before: fc.constantFrom('', '', '# a\n', '\n', '  # b\n'),
      data: fc.option(entry),
    });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 65, maxLength: 140 }),
        fc.nat(),
        (items, which) => {
          // Most items are plain: a single odd one makes the whole List odd.
          const text = list(
            items
              .map(({ before, data }, index) => {
                const odd = data !== null && index % 50 === which % 50;
                return `${before}${block(
                  index,
                  odd ? `  data:\n    ${data}` : '',
                )}`;
              })
              .join(''),
          );
          const source = sourceOf(text);
          expect(learned(parseSource(source))).toEqual(
            learned(parse(source, false)),
          );
        },
      ),
    );
  });
});
