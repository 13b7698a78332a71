/** The command line of `npm start`. */
import { parseArgs } from 'node:util';
import { ClearError } from './console.mjs';

export const START_HELP = `npm start [-- OPTIONS]

Runs Backstage with central secrets, against the embedded demo cluster unless
told otherwise. Ctrl-C ends all of it.

  --kubeconfig FILE  a real cluster instead of the demo cluster, which is only
                     read: nothing can be requested
  --context NAME     the context in that file (default: its current-context)
  --writer           let Backstage change labels of that cluster's namespaces,
                     with the kubeconfig's rights
  --config FILE      a further Backstage configuration file; may be repeated,
                     later ones win
  --verbose          show Backstage's own output instead of writing it to a file
  --help             show this
`;

/**
 * @param {string[]} args
 * @returns {{ kubeconfig?: string, context?: string, writer: boolean, config: string[], verbose: boolean, help: boolean }}
 * @throws {ClearError} on anything that is not in `START_HELP`
 */
export function parseStartOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        kubeconfig: { type: 'string' },
        context: { type: 'string' },
        writer: { type: 'boolean', default: false },
        config: { type: 'string', multiple: true, default: [] },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new ClearError(
      `${
        error.message.split('. ')[0]
      }. \`npm start -- --help\` lists the options`,
    );
  }
  for (const option of ['context', 'writer']) {
    if (values[option] && values.kubeconfig === undefined) {
      throw new ClearError(`--${option} needs --kubeconfig FILE`);
    }
  }
  return values;
}
