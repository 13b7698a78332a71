import {
  DEFAULT_RULE_SETTINGS,
  RULES,
  RuleSettings,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { ReadHub } from './hub/readHubSources';
import { lintFiles } from './lintFiles';
import { GOOD, RULE_CASES } from './__testUtils__/ruleCases';

// A busy machine is slow, and must not be taken for a loop.
const engine = TemplateEngine.create({ timeLimitMs: 60_000 });

jest.setTimeout(60_000);

afterAll(() => engine.close());

async function lintText(
  text: string,
  settings: Partial<RuleSettings> = {},
  hub?: ReadHub,
) {
  const outcome = await lintFiles(
    {
      paths: ['-'],
      settings: { ...DEFAULT_RULE_SETTINGS, fromFiles: true, ...settings },
    },
    {
      engine,
      hub,
      readStandardInput: async function* readStandardInput() {
        yield Buffer.from(text);
      },
    },
  );
  expect(outcome.unreadable).toEqual([]);
  return outcome.findings;
}

function lastLineThatBegins(text: string, beginning: string): number {
  const line = text
    .split('\n')
    .findLastIndex(each => each.startsWith(beginning));
  if (line < 0) {
    throw new Error(`No line begins with "${beginning}"`);
  }
  return line + 1;
}

describe('the rules', () => {
  it('have a table each, and there is no table without a rule', () => {
    expect(Object.keys(RULE_CASES).sort()).toEqual(
      RULES.map(({ code }) => code).sort(),
    );
  });

  it('have nothing against a good distribution', async () => {
    await expect(lintText(GOOD)).resolves.toEqual([]);
  });

  for (const [code, cases] of Object.entries(RULE_CASES)) {
    const rule = RULES.find(each => each.code === code)!;
    cases.forEach((ruleCase, index) => {
      const { bad, at, message, good = [], settings, hub } = ruleCase;
      const { severity = rule.severity } = ruleCase;
      it(`${code} is told with its place and remedy (${
        index + 1
      })`, async () => {
        const found = (await lintText(bad, settings, hub)).filter(
          ({ finding }) => finding.code === code,
        );
        expect(
          found.map(({ finding, place }) => ({
            severity: finding.severity,
            message: finding.message,
            line: place.line,
          })),
        ).toEqual([{ severity, message, line: lastLineThatBegins(bad, at) }]);
      });

      good.forEach((text, number) => {
        it(`${code} lets what is near to it pass (${index + 1}.${
          number + 1
        })`, async () => {
          const found = await lintText(text, settings, hub);
          expect(found.filter(({ finding }) => finding.code === code)).toEqual(
            [],
          );
        });
      });
    });
  }
});
