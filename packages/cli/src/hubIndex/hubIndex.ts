import { connect } from '../cluster';
import { toPrintable } from '../output';
import type { Surroundings } from '../run';
import { HubIndexer } from './HubIndexer';
import { HUB_INDEX_HELP, readHubIndexOptions } from './options';
import { describeError } from './ProblemLog';

/** `central-secrets hub-index`; resolves with the exit code. */
export async function hubIndex(
  args: readonly string[],
  { write, writeError, untilStopped }: Surroundings,
): Promise<number> {
  const options = readHubIndexOptions(args);
  if ('help' in options) {
    write(toPrintable(HUB_INDEX_HELP));
    return 0;
  }
  const tell = (line: string) =>
    writeError(toPrintable([`central-secrets hub-index: ${line}`]));
  if ('mistake' in options) {
    tell(options.mistake);
    writeError(toPrintable(['Try central-secrets hub-index --help']));
    return 2;
  }
  const { hubNamespace, indexNamespace } = options;
  try {
    const { connection } = await connect({ ...options, where: 'hub-index' });
    const signal = untilStopped();
    const log = (line: string) => write(toPrintable([line]));
    const indexer = new HubIndexer({
      connection,
      hubNamespace,
      indexNamespace,
      log,
    });
    try {
      if (options.once) {
        const count = await indexer.once(signal);
        log(`the index in namespace ${indexNamespace} has ${count} Secrets`);
      } else {
        await indexer.run(signal);
        log('stopped');
      }
    } finally {
      await connection.close();
    }
    return 0;
  } catch (error) {
    tell(describeError(error as Error));
    return 2;
  }
}
