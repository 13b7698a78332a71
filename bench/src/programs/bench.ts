/**
 * The program of `npm run bench`: runs all measures, one after another, and
 * reports their results.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Bench } from '../Bench';
import { MEASURES } from '../measures';
import { SOURCES } from '../paths';
import { Row } from '../report/Row';
import { table } from '../report/table';
import { FULL, QUICK } from '../sizes';

const HELP = `Usage: npm run bench -- [options]

  --only <measure,…>    only these: ${MEASURES.map(({ name }) => name).join(
    ', ',
  )}
  --quick               small sizes, to try the harness; writes no result
  --soak-minutes <n>    how long the soak takes; 3 by default
`;

const LATEST = resolve(SOURCES, '../results/latest.json');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      'soak-minutes': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const only = values.only?.split(',');
  const unknown = only?.filter(
    name => !MEASURES.some(one => one.name === name),
  );
  if (unknown?.length) {
    throw new Error(`unknown measure ${unknown.join(', ')}\n\n${HELP}`);
  }
  const given = values['soak-minutes'];
  if (given !== undefined && !(Number(given) > 0)) {
    throw new Error(`--soak-minutes ${given}: a number of minutes is needed`);
  }
  const sizes = values.quick ? QUICK : FULL;
  const report = (line: string) => process.stdout.write(`${line}\n`);
  const bench = new Bench(
    given === undefined ? sizes : { ...sizes, soakMinutes: Number(given) },
    report,
  );
  report(
    `Node ${process.version}, ${availableParallelism()} cores of ${
      cpus()[0]?.model
    }, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  );
  const rows: Row[] = [];
  const failures: string[] = [];
  try {
    for (const { name, measure } of MEASURES) {
      if (!only || only.includes(name)) {
        const startedAt = Date.now();
        const found: Row[] = [];
        try {
          found.push(...(await measure(bench)));
        } catch (error) {
          failures.push(`${name}: ${(error as Error).message}`);
        }
        const seconds = Math.round((Date.now() - startedAt) / 1_000);
        // Written after each measure: the whole run takes long, and may be
        // interrupted.
        report(`${name}: ${seconds} s\n${table(found)}\n`);
        rows.push(...found);
      }
    }
  } finally {
    await bench.stop();
  }
  report(`\n${table(rows)}\n`);
  if (!only && !values.quick && failures.length === 0) {
    await mkdir(dirname(LATEST), { recursive: true });
    await writeFile(LATEST, `${JSON.stringify(rows, null, 2)}\n`);
  }
  failures.forEach(failure =>
    process.stderr.write(`could not be measured: ${failure}\n`),
  );
  return failures.length === 0 ? 0 : 1;
}

// An interrupted run ends here. Only an orderly exit stops the programs that it
// started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(130));
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  },
);
