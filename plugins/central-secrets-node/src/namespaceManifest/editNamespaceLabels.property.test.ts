import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { editNamespaceLabels } from './editNamespaceLabels';

const KEYS = ['team', 'env', 'secrets/a', 'secrets/b', 'x.io/long-name', 'yes'];
const VALUES = ['true', 'a', 'b.c', '1', 'no', '2026-11-23'];

const label = fc.record({
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom(...VALUES),
  quote: fc.constantFrom('"', "'"),
  comment: fc.constantFrom('', ' # why', '   # a: "b"'),
  above: fc.constantFrom('', '# note', '#'),
});

/** A Namespace as people write it: indentation, comments, order and quotes vary. */
const namespaceLines = fc
  .record({
    step: fc.constantFrom(2, 4, 3),
    labels: fc.option(
      fc.uniqueArray(label, { selector: ({ key }) => key, minLength: 1 }),
    ),
    nameFirst: fc.boolean(),
    annotations: fc.constantFrom<readonly string[]>(
      [],
      ['annotations:', '+text: |', '++kind: Namespace', '++labels:'],
      ['annotations: { a: b }'],
      ['finalizers:', '- kubernetes'],
    ),
    head: fc.constantFrom<readonly string[]>([], ['# head', ''], ['']),
    tail: fc.constantFrom<readonly string[]>([], ['', '# tail'], ['spec: {}']),
  })
  .map(({ step, labels, nameFirst, annotations, head, tail }) => {
    const pad = (depth: number) => ' '.repeat(step * depth);
    const labelLines = labels
      ? [
          `${pad(1)}labels:`,
          ...labels.flatMap(({ key, value, quote, comment, above }) => [
            ...(above ? [`${pad(2)}${above}`] : []),
            `${pad(2)}${
              key === 'yes' ? '"yes"' : key
            }: ${quote}${value}${quote}${comment}`,
          ]),
        ]
      : [];
    const others = annotations.map(line => {
      const depth = /^\+*/.exec(line)![0].length;
      return `${pad(depth + 1)}${line.slice(depth)}`;
    });
    const name = `${pad(1)}name: shop # its name`;
    return [
      ...head,
      'apiVersion: v1',
      'kind: Namespace',
      'metadata:',
      ...(nameFirst
        ? [name, ...labelLines, ...others]
        : [...others, ...labelLines, name]),
      ...tail,
    ];
  });

const file = fc
  .record({
    before: fc.constantFrom('', 'kind: Other\na: &x 1\nb: *x\n---\n', '---\n'),
    lines: namespaceLines,
    after: fc.constantFrom('', '---\nkind: Other\n', '...\n'),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    endsWithBreak: fc.boolean(),
  })
  .map(({ before, lines, after, lineBreak, endsWithBreak }) => {
    const end = after || endsWithBreak ? '\n' : '';
    const text = `${before}${lines.join('\n')}${end}${after}`;
    return text.replace(/\n/g, lineBreak);
  });

const place = { file: 'shop.yaml', namespace: 'shop' };
const contents = (text: string) =>
  parseAllDocuments(text).map(document => document.toJS());
const labelsIn = (text: string): Record<string, string> =>
  contents(text).find(each => each?.kind === 'Namespace').metadata.labels ?? {};

/** Everything but the labels of the namespace. */
function without(text: string) {
  const all = contents(text);
  delete all.find(each => each?.kind === 'Namespace').metadata.labels;
  return all;
}

const change = fc.record({
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom(...VALUES),
});

describe('editNamespaceLabels, for any file', () => {
  it('adds the label to what the file means, and nothing else', () => {
    fc.assert(
      fc.property(file, change, (text, { key, value }) => {
        const edited = editNamespaceLabels(text, place, {
          add: { [key]: value },
          remove: [],
        });
        expect(labelsIn(edited.text)).toEqual({
          ...labelsIn(text),
          [key]: value,
        });
        expect(without(edited.text)).toEqual(without(text));
      }),
    );
  });

  it('differs in the lines of labels alone', () => {
    fc.assert(
      fc.property(file, change, fc.boolean(), (text, { key, value }, adds) => {
        const edited = editNamespaceLabels(
          text,
          place,
          adds
            ? { add: { [key]: value }, remove: [] }
            : { add: {}, remove: [key] },
        );
        const old = text.split('\n').map(line => line.replace(/\r$/, ''));
        const now = edited.text
          .split('\n')
          .map(line => line.replace(/\r$/, ''));
        for (const line of edited.lines) {
          expect(line.text).toMatch(/^ +(?:labels:|["']?[a-z./-]+["']?: )/);
          expect(line.text).toMatch(/labels:|: ["']/);
          const where = line.change === 'added' ? now : old;
          expect(where[line.line - 1]).toBe(line.text);
        }
        const untouched = (lines: string[], kind: string) =>
          lines.filter(
            (_, index) =>
              !edited.lines.some(
                line => line.change === kind && line.line === index + 1,
              ),
          );
        expect(untouched(now, 'added')).toEqual(untouched(old, 'removed'));
        // Where the last label goes and a comment stays, `labels: {}` is a line too.
        const isEmptied = (lines: string[]) =>
          lines.some(line => /^ +labels: \{\}/.test(line));
        const most = isEmptied(now) && !isEmptied(old) ? 3 : 2;
        expect(edited.lines.length).toBeLessThanOrEqual(most);
        // No line break of another kind appears.
        expect(/[^\r]\n/.test(edited.text)).toBe(/[^\r]\n/.test(text));
      }),
    );
  });

  it('changes nothing when it is repeated', () => {
    fc.assert(
      fc.property(file, change, (text, { key, value }) => {
        const wanted = { add: { [key]: value }, remove: [] };
        const once = editNamespaceLabels(text, place, wanted);
        const twice = editNamespaceLabels(once.text, place, wanted);
        expect(twice).toEqual({ text: once.text, lines: [] });
      }),
    );
  });

  it('undoes an addition by a removal, to the last character', () => {
    fc.assert(
      fc.property(file, change, (text, { key, value }) => {
        fc.pre(!Object.hasOwn(labelsIn(text), key));
        const added = editNamespaceLabels(text, place, {
          add: { [key]: value },
          remove: [],
        });
        const removed = editNamespaceLabels(added.text, place, {
          add: {},
          remove: [key],
        });
        expect(removed.text).toBe(text);
      }),
    );
  });

  it('removes the label from what the file means, and nothing else', () => {
    fc.assert(
      fc.property(file, change, (text, { key }) => {
        const edited = editNamespaceLabels(text, place, {
          add: {},
          remove: [key],
        });
        const expected = { ...labelsIn(text) };
        delete expected[key];
        expect(labelsIn(edited.text)).toEqual(expected);
        expect(without(edited.text)).toEqual(without(text));
      }),
    );
  });
});
