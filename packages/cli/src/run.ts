import { TemplateEngine } from '@central-secrets/template-engine';
import { version } from '../package.json';
import { connect } from './doctor/connect';
import { doctor } from './doctor/doctor';
import { hubIndex } from './hubIndex';
import { ReadHub, readHubSources } from './lint/hub/readHubSources';
import { lintClusters, NoFolder } from './lint/lintClusters';
import { differenceOf, fixFiles, writeFixed } from './lint/fix';
import { LintServices } from './lint/lintFiles';
import { LINT_HELP, LintOptions, readLintOptions } from './lint/options';
import { Outcome } from './lint/outcome';
import { exitCodeOf, report } from './lint/report';
import { Printable, toPrintable } from './output';
import { vaultSetup } from './vaultSetup';
import { wait } from './wait';

/** The input and output of the program, and its template engine. */
export interface Surroundings {
  readonly args: readonly string[];
  readonly readStandardInput: () => AsyncIterable<Uint8Array>;
  readonly engine: Pick<TemplateEngine, 'judge'>;
  readonly write: (text: Printable) => void;
  readonly writeError: (text: Printable) => void;
  /** Says in one line how far long work has come; the empty text takes that away again. */
  readonly progress: (line: Printable) => void;
  /** From now on, a request to stop the program aborts the signal. */
  readonly untilStopped: () => AbortSignal;
}

const HELP_LINES = [
  'Usage: central-secrets <command>',
  '',
  '  lint [options] <file | folder | ->...   check manifests before they are applied',
  '  doctor [options]                        examine the hub on a cluster',
  '  wait [options]                          wait until secrets are synced',
  '  hub-index [options]                     publish the names and keys of the sources',
  '  vault-setup [options]                   set up Vault for internal distribution',
  '  help, --help                            this text',
  '  --version                               the version',
  '',
  'central-secrets <command> --help tells the options.',
];

/** Asks the cluster that the options name what its hub has. */
async function askHub({
  indexNamespace,
  ...which
}: NonNullable<LintOptions['againstCluster']>): Promise<ReadHub> {
  const api = await connect(which);
  try {
    return await readHubSources(api, indexNamespace, Date.now());
  } finally {
    await api.close();
  }
}

/** Lints, and makes or shows the fixes that the options ask for. */
async function lintOrFix(
  options: LintOptions,
  surroundings: LintServices,
): Promise<{ outcome: Outcome; changes?: string[] }> {
  if (!options.fix) {
    return { outcome: await lintClusters(options, surroundings) };
  }
  const { outcome, files, count } = await fixFiles(options, surroundings);
  if (options.fix === 'dry-run') {
    return { outcome, changes: files.flatMap(differenceOf) };
  }
  const problems = await writeFixed(files);
  return {
    outcome: {
      ...outcome,
      unreadable: [...outcome.unreadable, ...problems],
      fixed: { count, files: files.map(({ file }) => file) },
    },
  };
}

/** Runs one command and resolves with the exit code. */
export async function run(surroundings: Surroundings): Promise<number> {
  const { args, write, writeError } = surroundings;
  const [command, ...rest] = args;
  if (command === 'help' || command === '--help' || command === '-h') {
    write(toPrintable(HELP_LINES));
    return 0;
  }
  if (command === '--version') {
    write(toPrintable([version]));
    return 0;
  }
  if (command === 'doctor') {
    return doctor(rest, surroundings);
  }
  if (command === 'wait') {
    return wait(rest, surroundings);
  }
  if (command === 'hub-index') {
    return hubIndex(rest, surroundings);
  }
  if (command === 'vault-setup') {
    return vaultSetup(rest, surroundings);
  }
  if (command !== 'lint') {
    writeError(
      toPrintable([
        ...(command
          ? [`central-secrets: there is no command "${command}"`, '']
          : []),
        ...HELP_LINES,
      ]),
    );
    return 2;
  }

  const options = readLintOptions(rest);
  if ('help' in options) {
    write(toPrintable(LINT_HELP));
    return 0;
  }
  if ('mistake' in options) {
    writeError(
      toPrintable([
        `central-secrets lint: ${options.mistake}`,
        'Try central-secrets lint --help',
      ]),
    );
    return 2;
  }
  let hub: ReadHub | undefined;
  try {
    hub = options.againstCluster && (await askHub(options.againstCluster));
  } catch (error) {
    writeError(
      toPrintable([`central-secrets lint: ${(error as Error).message}`]),
    );
    return 2;
  }
  let outcome: Outcome;
  let changes: string[] | undefined;
  try {
    ({ outcome, changes } = await lintOrFix(options, {
      ...surroundings,
      hub,
    }));
  } catch (error) {
    if (!(error instanceof NoFolder)) {
      throw error;
    }
    writeError(toPrintable([`central-secrets lint: ${error.message}`]));
    return 2;
  }
  for (const { place, message } of outcome.unreadable) {
    writeError(toPrintable([`${place}: ${message}`]));
  }
  write(
    changes ? toPrintable(changes) : report(options.format, outcome, version),
  );
  return exitCodeOf(outcome, options.maxWarnings);
}
