import { connect, firstLine } from '../cluster';
import { Printable, toPrintable, toPrintableLine } from '../output';
import { BackstageSource, connectBackstage } from './backstage';
import { SYSTEM_CLOCK, WaitClock } from './clock';
import { ApiClient, ClusterSource } from './cluster';
import { readWaitOptions, WAIT_HELP, WaitCommandOptions } from './options';
import { EXIT_CODES } from './outcome';
import { jsonReport, progressText, textReport } from './report';
import { Since } from './since';
import { DeliverySource } from './source';
import { waitUntilDone } from './waitUntilDone';

/** The output of the command, and its clock. */
interface WaitSurroundings {
  readonly write: (text: Printable) => void;
  readonly writeError: (text: Printable) => void;
  readonly progress: (line: Printable) => void;
  readonly clock?: WaitClock;
}

/** `central-secrets wait`; resolves with the exit code. */
export async function wait(
  args: readonly string[],
  surroundings: WaitSurroundings,
): Promise<number> {
  const { write, writeError, progress, clock = SYSTEM_CLOCK } = surroundings;
  const options = readWaitOptions(args, clock.now());
  if ('help' in options) {
    write(toPrintable(WAIT_HELP));
    return 0;
  }
  const refuse = (text: string, ...more: string[]) => {
    writeError(toPrintable([`central-secrets wait: ${text}`, ...more]));
    return 2;
  };
  if ('mistake' in options) {
    return refuse(options.mistake, 'Try central-secrets wait --help');
  }
  let source: DeliverySource;
  try {
    source = await openSource(options, clock);
  } catch (error) {
    return refuse(firstLine((error as Error).message));
  }
  try {
    const result = await waitUntilDone({
      source,
      clock,
      limitMs: options.limitMs,
      onLook: (judged, problem) =>
        progress(toPrintableLine(progressText(judged, problem))),
    });
    progress(toPrintableLine(''));
    write(
      options.output === 'json'
        ? jsonReport(result, {
            server: source.server,
            since: sinceText(options.since),
          })
        : textReport(result, options.limitMs),
    );
    return EXIT_CODES[result.outcome];
  } finally {
    await source.close();
  }
}

async function openSource(
  options: WaitCommandOptions,
  clock: WaitClock,
): Promise<DeliverySource> {
  const { scope, since, refresh, backstage } = options;
  if (backstage) {
    const { client, token } = connectBackstage(backstage);
    // Without a token, nothing can be asked: a mistake, and not an unknown state.
    await token();
    return new BackstageSource({
      client,
      token,
      backstage,
      scope,
      since,
      clock,
    });
  }
  const { connection, server, cluster } = await connect({
    ...options,
    where: '--kubeconfig',
  });
  return new ClusterSource({
    api: new ApiClient(connection, clock),
    server,
    cluster,
    scope: scope!,
    since,
    refresh,
    clock,
  });
}

function sinceText(since: Since): string {
  switch (since.kind) {
    case 'generation':
      return `generation=${since.generation}`;
    case 'time':
      return since.text;
    default:
      return 'now';
  }
}
