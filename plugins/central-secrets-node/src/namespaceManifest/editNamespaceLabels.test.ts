import { parse, parseAllDocuments } from 'yaml';
import { LabelChange } from '../selection';
import { editNamespaceLabels } from './editNamespaceLabels';
import { ManifestNotEditableError } from './ManifestNotEditableError';
import { declaresNamespace } from './readDocuments';

const FILE = 'clusters/hub/shop.yaml';
const PLACE = { file: FILE, namespace: 'shop' };
const ADD: LabelChange = { add: { 'secrets/registry': 'true' }, remove: [] };
const REMOVE: LabelChange = { add: {}, remove: ['secrets/registry'] };

const edit = (text: string, change = ADD) =>
  editNamespaceLabels(text, PLACE, change);

const NAMESPACE = `# The shop's namespace.
apiVersion: v1
kind: Namespace
metadata:
  name: shop # never rename it
  labels:
    # Pod Security
    pod-security.kubernetes.io/enforce: 'baseline'
    team: shop   # owner
  annotations:
    note: |
      two
      lines
`;

describe('editNamespaceLabels', () => {
  it('adds a label below the others, and leaves every other line as it is', () => {
    const { text, lines } = edit(NAMESPACE);
    expect(text).toBe(
      NAMESPACE.replace('# owner\n', "# owner\n    secrets/registry: 'true'\n"),
    );
    expect(lines).toEqual([
      { change: 'added', line: 10, text: "    secrets/registry: 'true'" },
    ]);
  });

  it('removes a label, and so undoes its addition', () => {
    const { text, lines } = edit(edit(NAMESPACE).text, REMOVE);
    expect(text).toBe(NAMESPACE);
    expect(lines).toEqual([
      { change: 'removed', line: 10, text: "    secrets/registry: 'true'" },
    ]);
  });

  it('adds several labels and removes others in one edit', () => {
    const { text } = edit(NAMESPACE, {
      add: { 'secrets/a': 'true', 'secrets/b': 'x' },
      remove: ['team'],
    });
    expect(parse(text).metadata.labels).toEqual({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'secrets/a': 'true',
      'secrets/b': 'x',
    });
  });

  it('changes nothing where the labels are already as asked for', () => {
    const { text } = edit(NAMESPACE);
    expect(edit(text)).toEqual({ text, lines: [] });
    expect(edit(NAMESPACE, REMOVE)).toEqual({ text: NAMESPACE, lines: [] });
  });

  it('replaces a value that Kubernetes would refuse, on its own line', () => {
    const before = NAMESPACE.replace(
      'team: shop ',
      'team: shop\n    secrets/registry: true ',
    );
    expect(edit(before).text).toBe(
      before.replace('secrets/registry: true', 'secrets/registry: "true"'),
    );
  });

  it.each([
    [
      'absent',
      'metadata:\n  name: shop\n',
      'metadata:\n  name: shop\n  labels:\n    secrets/registry: "true"\n',
    ],
    [
      'absent, with a deeper indentation',
      'metadata:\n    annotations:\n        a: b\n    name: shop\n',
      'metadata:\n    annotations:\n        a: b\n    name: shop\n    labels:\n      secrets/registry: "true"\n',
    ],
    [
      'empty braces',
      'metadata:\n  labels: {} # none\n  name: shop\n',
      'metadata:\n  labels: # none\n    secrets/registry: "true"\n  name: shop\n',
    ],
    [
      'at the end of the text, without a line break',
      'metadata:\n  name: shop\n  labels:\n    a: b',
      'metadata:\n  name: shop\n  labels:\n    a: b\n    secrets/registry: "true"',
    ],
    [
      'behind a value of several lines',
      'metadata:\n  name: shop\n  labels:\n    a: |-\n      b\n\nspec: {}\n',
      'metadata:\n  name: shop\n  labels:\n    a: |-\n      b\n    secrets/registry: "true"\n\nspec: {}\n',
    ],
  ])('finds the place of labels that are %s', (_, before, after) => {
    const head = 'apiVersion: v1\nkind: Namespace\n';
    expect(edit(head + before).text).toBe(head + after);
  });

  it('keeps the line breaks of Windows', () => {
    const before = NAMESPACE.replace(/\n/g, '\r\n');
    const after = edit(before).text;
    expect(after).toBe(edit(NAMESPACE).text.replace(/\n/g, '\r\n'));
    expect(edit(after, REMOVE).text).toBe(before);
  });

  it.each([
    [
      'removes the empty map of labels too',
      'metadata:\n  name: shop\n  labels:\n    secrets/registry: "true"\n',
      'metadata:\n  name: shop\n',
    ],
    [
      'keeps a comment on the map of labels',
      'metadata:\n  name: shop\n  labels: # ours\n    secrets/registry: "true"\n',
      'metadata:\n  name: shop\n  labels: {} # ours\n',
    ],
    [
      'keeps a comment among the labels',
      'metadata:\n  name: shop\n  labels:\n    # ours\n    secrets/registry: "true"\n',
      'metadata:\n  name: shop\n  labels: {}\n    # ours\n',
    ],
  ])('with the last label: %s', (_, before, after) => {
    const head = 'apiVersion: v1\nkind: Namespace\n';
    expect(edit(head + before, REMOVE).text).toBe(head + after);
  });

  it('edits only the document of this namespace, where a file declares several', () => {
    const other = NAMESPACE.replace('name: shop', 'name: other');
    const { text } = edit(`${other}---\n${NAMESPACE}---\n${other}`);
    expect(text).toBe(`${other}---\n${edit(NAMESPACE).text}---\n${other}`);
  });

  it('follows the path of labels inside the values of a chart', () => {
    const values = `replicas: 2
namespaces:
  shop:
    quota: { cpu: 2 }
    labels:
      team: shop
  other:
    labels: {}
`;
    const { text } = editNamespaceLabels(
      values,
      { file: 'values.yaml', valuesPath: ['namespaces', 'shop', 'labels'] },
      ADD,
    );
    expect(text).toBe(
      values.replace(
        'team: shop\n',
        'team: shop\n      secrets/registry: "true"\n',
      ),
    );
  });

  it.each([
    [
      'declares another namespace only',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n',
      /declares no Namespace shop/,
    ],
    [
      'declares the namespace twice',
      `${NAMESPACE}---\n${NAMESPACE}`,
      /declares the Namespace shop 2 times/,
    ],
    [
      'is a Kustomization',
      'kind: Kustomization\nresources: []\n',
      /is a Kustomization: name the file of the namespace/,
    ],
    [
      'is a template',
      '{{- if .Values.a }}\nkind: Namespace\n{{- end }}\n',
      /a template cannot be edited/,
    ],
    [
      'is not YAML',
      'a: [1\nb: "password"\n',
      /, line \d+ is not valid YAML \(\w+\); correct the file$/,
    ],
    [
      'has a key twice',
      NAMESPACE.replace('team: shop', 'team: shop\n    team: other'),
      /DUPLICATE_KEY/,
    ],
    [
      'has labels in braces',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: { a: b }\n',
      /metadata.labels is written in braces/,
    ],
    [
      'has metadata in braces',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
      /metadata is written in braces/,
    ],
    [
      'has empty labels',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n',
      /metadata.labels is empty/,
    ],
    [
      'takes its labels from an alias',
      'x: &l\n  a: b\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: *l\n',
      /metadata.labels is an alias/,
    ],
    [
      'merges labels from elsewhere',
      'x: &l\n  a: b\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    <<: *l\n',
      /takes keys from another place/,
    ],
    [
      'shares its labels with another place',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: &l\n    a: b\n  annotations: *l\n',
      /would change other parts of the file/,
    ],
    [
      'has a list of labels',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: [a]\n',
      /is not a map/,
    ],
    ['is encrypted', `${NAMESPACE}sops:\n  mac: ENC[x]\n`, /encrypted by SOPS/],
    [
      'is too long',
      `${NAMESPACE}#${'x'.repeat(1024 * 1024)}`,
      /is longer than/,
    ],
  ])('refuses a file that %s', (_, text, problem) => {
    expect(() => edit(text)).toThrow(ManifestNotEditableError);
    expect(() => edit(text)).toThrow(problem);
    expect(() => edit(text)).toThrow(FILE);
  });

  it('repeats no content of a file that cannot be read', () => {
    expect(() => edit('password: "hunter2\nkind: Namespace\n')).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });

  it('refuses a file that a few aliases make huge', () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x, x, x, x]'
        : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(8)}]`,
    );
    expect(() => edit(`${levels.join('\n')}\n${NAMESPACE}`)).toThrow(
      /too many aliases/,
    );
  });

  it.each([
    [{ 'secrets/registry': 'true"\n    admin: "yes' }, /is not a label value/],
    [{ 'secrets/registry': '${x}' }, /is not a label value/],
    [{ 'a: b\n    c': 'true' }, /is not a label key/],
    [{ '<<': '*x' }, /is not a label key/],
  ])('lets nothing but labels into the file: %j', (add, problem) => {
    expect(() => edit(NAMESPACE, { add, remove: [] })).toThrow(problem);
  });

  it('quotes a key that YAML takes for something else', () => {
    const add = { yes: 'no', on: 'off', '1.5': '2' };
    const { text } = edit(NAMESPACE, { add, remove: [] });
    expect(
      parseAllDocuments(text, { version: '1.1' })[0].toJS().metadata.labels,
    ).toMatchObject(add);
  });
});

describe('declaresNamespace', () => {
  it('is true of a file with a document of that namespace', () => {
    expect(declaresNamespace(`a: b\n---\n${NAMESPACE}`, 'shop')).toBe(true);
    expect(declaresNamespace(NAMESPACE, 'other')).toBe(false);
    expect(declaresNamespace('a: [', 'shop')).toBe(false);
  });
});
