import {
  parseNamespace,
  parseStore,
  storeAllows,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  clusterSecretStore,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import type { TemplateVerdict } from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import fc from 'fast-check';

/**
 * Syntax of regular expressions in Go, JavaScript and other languages, and some
 * plain text.
 */
const PIECES = [
  ...['a', 'app', 'team', '-', '1', 'K', 'é', 'ſ', ' ', '.', '^', '$', '|'],
  ...['*', '+', '?', '*?', '+?', '??', '*+', '{2}', '{1,3}', '{2,}', '{,3}'],
  ...['{1001}', '{', '}', '(', ')', '(?:', '(?i)', '(?i:', '(?s)', '(?m)'],
  ...['(?U)', '(?x)', '(?i-s:', '(?P<n>', '(?<m>', '(?=', '(?!', '(?<='],
  ...['(?#x)', '[', '[^', ']', 'a-z', '[[:alpha:]]', '[[:^digit:]]'],
  ...['[[:nope:]]', '\\d', '\\D', '\\w', '\\W', '\\s', '\\b', '\\B', '\\A'],
  ...['\\z', '\\Z', '\\Q', '\\E', '\\pL', '\\p{Lu}', '\\PN', '\\p{Greek}'],
  ...['\\x41', '\\x{61}', '\\07', '\\1', '\\C', '\\h', '\\k<m>', '\\u0061'],
  ...['\\-', '\\_', '\\a', '\\e', '\\cA'],
];

const NAMES = ['app', 'a', 'team-a-prod', 'kube-system', '1-2', 'k'];

function allows(expression: string, name: string): boolean {
  const conditions = [{ namespaceRegexes: [expression] }];
  return storeAllows(
    parseStore(clusterSecretStore('store', { spec: { conditions } })),
    parseNamespace(namespace(name)),
  );
}

/** A template that works where Go's `regexp` matches, and fails where it does not or cannot. */
function matches(expression: string, name: string) {
  const [pattern, text] = [expression, name].map(each => JSON.stringify(each));
  return {
    name: 'key',
    text: `{{ if mustRegexMatch ${pattern} ${text} }}{{ else }}{{ fail "no" }}{{ end }}`,
    keys: [],
    open: false,
    accept: '' as const,
  };
}

/**
 * Returns Go's answer; undefined where the template failed for another reason.
 */
function claimed({ outcome, message = '' }: TemplateVerdict) {
  if (outcome === 'rendered') {
    return true;
  }
  return /no$|error parsing regexp/.test(message) ? false : undefined;
}

jest.setTimeout(120_000);

describe("the regular expressions of a store's conditions", () => {
  it('are read as Go does', async () => {
    const engine = TemplateEngine.create();
    try {
      const cases = fc.record({
        expression: fc
          .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
          .map(pieces => pieces.join('')),
        name: fc.constantFrom(...NAMES),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(cases, { minLength: 100, maxLength: 100 }),
          async asked => {
            const verdicts = await engine.judge(
              asked.map(({ expression, name }) => matches(expression, name)),
            );
            expect(
              asked.filter(
                ({ expression, name }, index) =>
                  allows(expression, name) !== claimed(verdicts[index]),
              ),
            ).toEqual([]);
          },
        ),
        { numRuns: 20 },
      );
    } finally {
      await engine.close();
    }
  });
});
