import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateEngine } from '@central-secrets/template-engine';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { commandCaller } from '../../__testUtils__/commandCaller';
import { edited, GOOD, RULE_CASES } from '../__testUtils__/ruleCases';

jest.setTimeout(60_000);

/** The schema that OASIS publishes; its drafts of formats are those of draft 4. */
const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
addFormats(ajv);
const isSarif = ajv.compile(sarifSchema);

function problemsOf(log: unknown) {
  isSarif(log);
  return isSarif.errors ?? [];
}

describe('the SARIF report', () => {
  const engine = TemplateEngine.create({ timeLimitMs: 60_000 });
  const call = commandCaller(engine);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-sarif-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => engine.close());

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  async function sarifOf(...paths: string[]) {
    const { output } = await call(['lint', '--format', 'sarif', ...paths]);
    return JSON.parse(output);
  }

  it('keeps to the schema of SARIF 2.1.0, whatever is found', async () => {
    const bad = Object.values(RULE_CASES)
      .flat()
      .map((each, index) => file(`case ${index} äß%#?.yaml`, each.bad));
    const log = await sarifOf(
      ...bad,
      file('good.yaml', GOOD),
      file('broken.yaml', 'a: "b\n'),
      join(folder, 'nowhere.yaml'),
    );
    expect(problemsOf(log)).toEqual([]);
    const [{ results, invocations }] = log.runs;
    expect(results.length).toBeGreaterThanOrEqual(bad.length);
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(invocations[0].toolExecutionNotifications).toHaveLength(2);
  });

  it('keeps to the schema where nothing is found', async () => {
    const log = await sarifOf(file('good.yaml', GOOD));
    expect(problemsOf(log)).toEqual([]);
    expect(log.runs[0].results).toEqual([]);
  });

  it('is held against a schema that refuses what is no SARIF', async () => {
    const log = await sarifOf(file('good.yaml', GOOD));
    expect(problemsOf({ ...log, version: '2.0.0' })).not.toEqual([]);
    log.runs[0].results = [{ level: 'severe' }];
    expect(problemsOf(log)).not.toEqual([]);
  });

  it('names rule, level, file and place of each finding', async () => {
    const path = file(
      'a bad.yaml',
      edited(["secrets/demo: 'true'", "secrets/demo: 'not ok'"]),
    );
    const [{ tool, results, invocations }] = (await sarifOf(path)).runs;
    expect(invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [] },
    ]);
    expect(results).toHaveLength(1);
    const [{ ruleId, ruleIndex, level, locations }] = results;
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(level).toBe('error');
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^file:.*\/a%20bad\.yaml$/,
    );
    expect(locations[0].physicalLocation.region).toEqual({
      startLine: 18,
      startColumn: 7,
    });
  });
});
