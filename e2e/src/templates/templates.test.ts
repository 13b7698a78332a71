import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { E2E_DIRECTORY } from '../framework/paths';
import { claimOf, contradiction, OperatorOutcome } from './comparison';
import { CORPUS, CorpusTemplate } from './corpus';
import { FUNCTIONS } from './corpus/functions';
import { judgeAll, Judged } from './judged';
import { PLACEHOLDERS, sampleValues } from './sampleValues';
import { externalSecretObject, renderWithOperator } from './renderWithOperator';

// More than a thousand templates pass through the operator.
jest.setTimeout(1_800_000);

interface Row extends Judged {
  readonly template: CorpusTemplate;
  readonly sample: OperatorOutcome;
  readonly placeholders: OperatorOutcome[];
}

describe('the template engine and the operator', () => {
  it('are asked about every function, in at least 300 templates', () => {
    const actions = CORPUS.map(({ text }) => text).join('\n');
    const words = new Set(actions.match(/[A-Za-z_][A-Za-z0-9_]*/g));
    expect(FUNCTIONS.filter(name => !words.has(name))).toEqual([]);
    expect(new Set(CORPUS.map(({ text }) => text)).size).toBeGreaterThan(300);
  });

  it('agree, or the engine says that it cannot judge', async () => {
    const values = await sampleValues();
    const keys = Object.keys(values);
    const data = keys.map(key => ({
      secretKey: key,
      remoteRef: { key: 'any', property: key },
    }));
    const judged = await judgeAll(
      CORPUS.map(each => externalSecretObject('any', each, { data })),
    );
    const sample = await renderWithOperator(
      'templates-sample',
      // The operator does not stop a template that does not end.
      CORPUS.filter((_, index) => judged[index].verdict.outcome !== 'stopped'),
      values,
    );
    const rows = CORPUS.map(
      (template, index): Row => ({
        ...judged[index],
        template,
        sample: sample.get(template.name) ?? { works: false },
        placeholders: [],
      }),
    );
    await tryPlaceholders(rows, keys);
    await report(rows);
    expect(rows.map(wrong).filter(Boolean)).toEqual([]);
  });

  /**
   * The engine claims that a template works with some placeholder, or with no
   * value: the test tries each one until the claim is proven right or wrong.
   */
  async function tryPlaceholders(
    rows: readonly Row[],
    keys: readonly string[],
  ): Promise<void> {
    for (const [index, placeholder] of PLACEHOLDERS.entries()) {
      const open = rows.filter(
        ({ verdict, placeholders }) =>
          claimOf(verdict) !== 'nothing' &&
          verdict.outcome !== 'stopped' &&
          !placeholders.some(({ works }) => works),
      );
      const outcomes = await renderWithOperator(
        `templates-placeholder-${index}`,
        open.map(({ template }) => template),
        Object.fromEntries(keys.map(key => [key, placeholder])),
      );
      open.forEach(({ template, placeholders }) =>
        placeholders.push(outcomes.get(template.name)!),
      );
    }
  }

  function wrong(row: Row): string | undefined {
    const { verdict, codes, template, sample, placeholders } = row;
    const problem =
      verdict.outcome === 'stopped'
        ? undefined
        : contradiction(verdict, sample, placeholders);
    // The linter says the same as the engine: nothing, an error, or that it
    // does not know.
    const said = codes.length === 0 ? 'works' : codes.join();
    const claim = claimOf(verdict);
    const saidWrongly =
      claim === 'nothing'
        ? said !== 'template-not-judged'
        : (said === 'works') !== (claim === 'works');
    if (!problem && !saidWrongly) {
      return undefined;
    }
    return `${template.name} ${template.text} ${
      problem ?? `is ${verdict.outcome}, and the linter says ${said}`
    }`;
  }

  async function report(rows: readonly Row[]): Promise<void> {
    const results = rows.map(row => ({
      template: row.template.text,
      type: row.template.type,
      claim: claimOf(row.verdict),
      outcome: row.verdict.outcome,
      message: row.verdict.message,
      findings: row.codes,
      operator: row.sample,
      wrong: wrong(row),
    }));
    const directory = join(E2E_DIRECTORY, 'results');
    await mkdir(directory, { recursive: true });
    await writeFile(
      join(directory, 'templates.json'),
      `${JSON.stringify(results, undefined, 2)}\n`,
    );
    const count = (holds: (row: (typeof results)[number]) => unknown) =>
      results.filter(holds).length;
    const wrongs = count(row => row.wrong);
    const notJudged = count(row => row.claim === 'nothing' && !row.wrong);
    process.stderr.write(
      `templates: ${results.length}, agree: ${
        results.length - wrongs - notJudged
      }, not judged: ${notJudged} (of which the operator accepts ${count(
        row => row.claim === 'nothing' && row.operator.works,
      )} with sample values), wrong: ${wrongs}\n`,
    );
  }
});
