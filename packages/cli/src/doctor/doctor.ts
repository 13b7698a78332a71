import { toPrintable, toPrintableLine } from '../output';
import type { Surroundings } from '../run';
import { ConnectedApi } from './ClusterApi';
import { connect } from './connect';
import { examine, Examination } from './examine';
import { DOCTOR_HELP, readDoctorOptions } from './options';
import { countFindings, humanReport, jsonReport } from './report';

function exitCodeOf(examination: Examination): 0 | 1 | 2 {
  const { problems, unknown } = countFindings(examination);
  if (unknown > 0) {
    return 2;
  }
  return problems > 0 ? 1 : 0;
}

/** `central-secrets doctor`; resolves with the exit code. */
export async function doctor(
  args: readonly string[],
  { write, writeError, progress }: Surroundings,
): Promise<number> {
  const options = readDoctorOptions(args);
  if ('help' in options) {
    write(toPrintable(DOCTOR_HELP));
    return 0;
  }
  if ('mistake' in options) {
    writeError(
      toPrintable([
        `central-secrets doctor: ${options.mistake}`,
        'Try central-secrets doctor --help',
      ]),
    );
    return 2;
  }
  let api: ConnectedApi | undefined;
  try {
    api = await connect(options);
    const examination = await examine(api, options, text =>
      progress(toPrintableLine(text)),
    );
    progress(toPrintableLine(''));
    write(
      options.format === 'json'
        ? jsonReport(examination)
        : humanReport(examination),
    );
    return exitCodeOf(examination);
  } catch (error) {
    progress(toPrintableLine(''));
    writeError(
      toPrintable([`central-secrets doctor: ${(error as Error).message}`]),
    );
    return 2;
  } finally {
    await api?.close();
  }
}
