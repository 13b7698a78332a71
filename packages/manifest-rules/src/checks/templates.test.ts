import {
  distribution,
  externalSecret,
  toldBy,
} from '../__testUtils__/findings';
import { readManifests } from '../input';
import { lint } from '../lint';
import { manifestOf } from '../manifest';
import { DEFAULT_RULE_SETTINGS } from '../settings';
import { TemplateVerdict } from '../templates';

const fetching = (...keys: string[]) =>
  externalSecret({
    data: keys.map(secretKey => ({ secretKey, remoteRef: { key: 'a' } })),
    target: {
      template: {
        type: 'kubernetes.io/ssh-auth',
        data: { 'ssh-privatekey': '{{ .a }}' },
      },
    },
  });

/** Returns the findings of the rules about templates for one verdict. */
function told(
  verdict: Partial<TemplateVerdict> & Pick<TemplateVerdict, 'outcome'>,
  object: object = fetching('a', 'b.c'),
) {
  const input = readManifests([manifestOf(object)!], DEFAULT_RULE_SETTINGS);
  return lint(input, [{ accepted: true, constant: false, ...verdict }])
    .filter(({ code }) => /^template-|^secret-value/.test(code))
    .map(({ code, path, message }) => `${code} ${path.at(-1)}: ${message}`);
}

describe('the verdict of the engine about a template', () => {
  it('is nothing to tell, where the template works', () => {
    expect(told({ outcome: 'rendered' })).toEqual([]);
  });

  it.each<[Parameters<typeof told>[0], string]>([
    [
      { outcome: 'rendered', accepted: false },
      'secret-value-invalid ssh-privatekey: ssh-privatekey cannot be valid with any value: write PEM text, as it is at the source: without base64 around it',
    ],
    [
      { outcome: 'unparsable', message: 'unclosed action' },
      "template-unparsable ssh-privatekey: the operator cannot parse the template: unclosed action; write it as Go's text/template has it",
    ],
    [
      { outcome: 'unparsable', message: 'unexpected "\\\\" in operand' },
      'template-unparsable ssh-privatekey: the operator cannot parse the template: unexpected "\\\\" in operand; write quotes inside {{ }} without a backslash',
    ],
    [
      { outcome: 'unparsable', message: 'function "x" not defined' },
      'template-function-unknown ssh-privatekey: the operator does not have the function: function "x" not defined; use one of sprig\'s (without env and expandenv) or of the operator\'s own',
    ],
    [
      { outcome: 'unparsable', message: 'function "x" not defined here' },
      'template-unparsable ssh-privatekey: the operator cannot parse the template: function "x" not defined here; write it as Go\'s text/template has it',
    ],
    [
      { outcome: 'unparsable' },
      "template-unparsable ssh-privatekey: the operator cannot parse the template: ; write it as Go's text/template has it",
    ],
    [
      { outcome: 'missing-key', message: 'no entry', key: 'd' },
      'template-key-missing ssh-privatekey: the template uses a key that is not fetched: no entry; use .a, index . "b.c", or add an entry with secretKey d to data',
    ],
    [
      { outcome: 'failed', message: 'no method' },
      'template-fails ssh-privatekey: the template fails with every value: no method; every fetched value is a text',
    ],
    [
      { outcome: 'stopped', stoppedBy: 'memory', message: 'stopped' },
      'template-endless ssh-privatekey: the template did not come to an end (stopped), and would keep the operator busy: write it without that loop',
    ],
    [
      { outcome: 'undecided', message: 'it depends' },
      'template-not-judged ssh-privatekey: whether the template works depends on the values: it depends; try it in a namespace of its own',
    ],
  ])('is told by one rule: %j', (verdict, text) => {
    expect(told(verdict)).toEqual([text]);
  });

  it('names no fetched key, where none is fetched', () => {
    expect(
      told(
        { outcome: 'missing-key', message: 'no entry', key: 'd' },
        fetching(),
      ),
    ).toEqual([
      expect.stringContaining('; use a fetched key, or add an entry'),
    ]);
  });

  it('shows no credential that the engine quotes', () => {
    const [text] = told({
      outcome: 'failed',
      message: 'at https://me:hunter-2-hunter@example.com',
    });
    expect(text).not.toContain('hunter-2');
  });
});

describe('the rule about functions that are dangerous or gone', () => {
  const using = (text: string, operatorVersion?: string) =>
    toldBy('template-function-risky', {
      objects: [
        externalSecret({ target: { template: { data: { a: text } } } }),
      ],
      settings: { operatorVersion },
    });

  it.each([
    ['{{ fail "a" }}', '2.11', undefined],
    ['{{ fail "a" }}', '2.12', 'error'],
    ['{{ fail "a" }}', undefined, 'warning'],
    ['{{ getSecretKey "a" }}', '2.11', 'warning'],
    ['{{ upper "a" }}', '2.12', undefined],
    ['fail', '2.12', undefined],
  ])('judges %s of operator %s: %s', (text, version, severity) => {
    expect(using(text, version).map(each => each.split(' ')[0])).toEqual(
      severity === undefined ? [] : [severity],
    );
  });

  it('tells each function once', () => {
    const text = '{{ fail "a" }}{{ fail "b" }}{{ getSecretKey "a" }}';
    expect(using(text)).toEqual([
      expect.stringContaining('do not have the function fail'),
      'warning spec.target.template.data.a: do not use getSecretKey: it reads any Secret of the cluster (CVE-2026-22822), and operators since 1.2.0 do not have it: fetch the value with an entry of data',
    ]);
  });
});

describe('the rule about functions that the operator lacks', () => {
  it('believes only what parses a template', () => {
    const message = 'function "x" not defined';
    expect(told({ outcome: 'failed', message })).toEqual([
      expect.stringMatching(/^template-fails /),
    ]);
  });
});

describe('the rule about templates that a hub refuses', () => {
  const refused = (more: object) =>
    toldBy('template-refused', {
      objects: [
        {
          ...externalSecret({
            target: { template: { data: { a: '{{ getSecretKey "a" }}' } } },
          }),
          ...more,
        },
      ],
      settings: { hub: true },
    });

  it('looks at the kinds of the operator that have templates', () => {
    expect(refused({})).toHaveLength(1);
    expect(refused({ kind: 'Thing' })).toEqual([]);
    expect(refused({ apiVersion: 'example.com/v1' })).toEqual([]);
  });

  it('looks at what stands in ConfigMaps, but for distributions', () => {
    const spec = {
      target: {
        template: {
          templateFrom: [{ configMap: { name: 'a', items: [{ key: 'b' }] } }],
        },
      },
    };
    const refusedOf = (object: object) =>
      toldBy('template-refused', {
        objects: [object],
        settings: { hub: true },
      });
    expect(refusedOf(externalSecret(spec))).toHaveLength(1);
    expect(refusedOf(distribution(spec))).toEqual([]);
  });
});
