import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  compareDefinitions,
  compareFunctions,
  compareTexts,
  functionsInEngine,
  functionsInSource,
  textsIn,
} from './operator-facts.mjs';

describe('compareTexts', () => {
  const source = `
const msgReady = "secret synced"
finalizer = "clusterexternalsecret-cleanup"
var group = "externalsecrets.external-secrets.io/"`;

  it('names each text that the source no longer has', () => {
    assert.deepEqual(compareTexts(['secret synced', 'secret gone'], source), [
      'text: the source does not have "secret gone"',
    ]);
  });

  it('finds a finalizer that the source joins from its parts', () => {
    assert.deepEqual(
      compareTexts(
        ['externalsecrets.external-secrets.io/clusterexternalsecret-cleanup'],
        source,
      ),
      [],
    );
  });

  it('reads the literals of a file, without comments and the texts of Kubernetes', () => {
    assert.deepEqual(
      textsIn(`/** The 'old text'. */
        export const A = 'secret synced';
        export const B = 'the object has been modified'; // 'not this'`),
      ['secret synced'],
    );
  });
});

describe('compareFunctions', () => {
  const engine = functionsInEngine(`
var needRealValues = []string{
	"pkcs12key", "filterPEM",
}
var notInEveryRelease = []string{"certSANs"}
	all["toYaml"] = toYaml
`);
  const sourceWith = names =>
    functionsInSource(
      `var tplFuncs = tpl.FuncMap{\n${names
        .map(name => `\t"${name}": f,\n`)
        .join('')}\n}`,
    );

  it('finds nothing where both have the same', () => {
    const theirs = sourceWith(['filterPEM', 'pkcs12key', 'toYaml']);
    assert.deepEqual(compareFunctions(engine, theirs), []);
  });

  it('names new functions, and those that are gone', () => {
    const theirs = sourceWith(['certSANs', 'pkcs12key', 'toYaml', 'newOne']);
    assert.deepEqual(compareFunctions(engine, theirs), [
      'function: the template engine does not know newOne',
      'function: the source does not have filterPEM',
    ]);
  });
});

describe('compareDefinitions', () => {
  const kind = 'external-secrets.io/v1 ExternalSecret';
  const table = {
    versions: { 2.8: {}, 2.9: { [kind]: 0 } },
    parts: [
      { type: 'object', properties: { a: 1, b: 2 } },
      { type: 'string' },
      { type: 'array', items: 1 },
    ],
  };
  const bundleWith = (properties, name = 'ExternalSecret') => [
    null,
    {
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'external-secrets.io',
        names: { kind: name },
        versions: [
          {
            name: 'v1',
            schema: {
              openAPIV3Schema: {
                properties: { spec: { type: 'object', properties } },
              },
            },
          },
        ],
      },
    },
  ];
  const b = { type: 'array', items: { type: 'string' } };

  it('finds nothing where both have the same fields', () => {
    const bundle = bundleWith({ a: { type: 'string' }, b });
    assert.deepEqual(compareDefinitions(table, bundle), []);
  });

  it('names fields that are new, gone, or of another type', () => {
    const bundle = bundleWith({
      b: { type: 'array', items: { type: 'integer' } },
      c: { 'x-kubernetes-int-or-string': true },
    });
    assert.deepEqual(compareDefinitions(table, bundle), [
      `definition: ${kind}: spec.c is not known`,
      `definition: ${kind}: the source does not have spec.a`,
      `definition: ${kind}: spec.b[] is integer, and not string`,
    ]);
  });

  it('names kinds that only one of both has', () => {
    assert.deepEqual(compareDefinitions(table, bundleWith({}, 'NewKind')), [
      'definition: external-secrets.io/v1 NewKind is not known (newest: 2.9)',
      `definition: the source does not have ${kind}`,
    ]);
  });
});
