import { DEFAULT_RULE_SETTINGS } from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { lintFiles } from './lintFiles';
import {
  KARGO,
  MY_NEW_SECRET,
  REGISTRY,
  STORE,
} from './__testUtils__/olderManifests';

// A busy machine is slow, and must not be taken for a loop.
const engine = TemplateEngine.create({ timeLimitMs: 60_000 });

jest.setTimeout(60_000);

afterAll(() => engine.close());

/** Returns the findings: code, line, message. */
async function findingsOf(...manifests: string[]) {
  const { findings, unreadable } = await lintFiles(
    { paths: ['-'], settings: DEFAULT_RULE_SETTINGS },
    {
      engine,
      readStandardInput: async function* readStandardInput() {
        yield Buffer.from(manifests.join('---\n'));
      },
    },
  );
  expect(unreadable).toEqual([]);
  return findings.map(({ finding, place }) => [
    finding.code,
    place.line,
    finding.message,
  ]);
}

const OLD_STORE = [
  'api-version-unknown',
  1,
  'external-secrets.io/v1beta1 is not served since External Secrets Operator 0.17: write "apiVersion: external-secrets.io/v1"',
];

const oldDistribution = (line: number) => [
  'api-version-unknown',
  line,
  'external-secrets.io/v1beta1 is not served since External Secrets Operator 0.17: write "apiVersion: external-secrets.io/v1", and the selector as an entry of "namespaceSelectors:"',
];

const unlabelled = (line: number) => [
  'secret-labels-missing',
  line,
  'the Secret lacks the labels managed-by, source, secret-type: add them to target.template.metadata.labels',
];

/** The edits that the messages ask for, made word by word. */
function asToldBy(manifest: string): string {
  return manifest
    .replace('external-secrets.io/v1beta1', 'external-secrets.io/v1')
    .replace(
      '  namespaceSelector:\n    matchLabels:\n      ',
      '  namespaceSelectors:\n    - matchLabels:\n        ',
    )
    .replaceAll('\\"', '"')
    .replace(': "{{ .username }}",', ': {{ .username | toJson }},')
    .replace(': "{{ .token }}",', ': {{ .token | toJson }},');
}

const LINES_OF_STORE = STORE.split('\n').length;

describe('manifests from before v1', () => {
  it('are told once each how to be written now, and what else is wrong with them', async () => {
    await expect(findingsOf(STORE)).resolves.toEqual([OLD_STORE]);
    await expect(findingsOf(STORE, MY_NEW_SECRET)).resolves.toEqual([
      OLD_STORE,
      oldDistribution(LINES_OF_STORE + 1),
      unlabelled(LINES_OF_STORE + 13),
    ]);
    await expect(findingsOf(STORE, KARGO)).resolves.toEqual([
      OLD_STORE,
      oldDistribution(LINES_OF_STORE + 1),
    ]);
  });

  it('whose template has quotes with backslashes are told that these are no YAML escapes', async () => {
    await expect(findingsOf(STORE, REGISTRY)).resolves.toEqual([
      OLD_STORE,
      oldDistribution(LINES_OF_STORE + 1),
      unlabelled(LINES_OF_STORE + 15),
      [
        'template-unparsable',
        LINES_OF_STORE + 18,
        'the operator cannot parse the template: template: .dockerconfigjson:6: unexpected "\\\\" in operand; write quotes inside {{ }} without a backslash',
      ],
      [
        'json-value-unquoted',
        LINES_OF_STORE + 18,
        'a quote or a backslash in a value breaks the JSON: write {{ .username | toJson }}, {{ .token | toJson }} without quotes around them',
      ],
    ]);
  });

  it('have nothing wrong with them any more when they are written as they were told', async () => {
    const rewritten = [STORE, MY_NEW_SECRET, REGISTRY, KARGO].map(asToldBy);
    const found = await findingsOf(...rewritten);
    expect(found.map(([code]) => code)).toEqual([
      'secret-labels-missing',
      'secret-labels-missing',
    ]);
  });
});
