/** The command line of `npm run mutation-test`. */
import { parseArgs } from 'node:util';
import { ClearError } from '../console.mjs';

/**
 * @param {string[]} args
 * @returns {{ paths: string[], sample?: { size: number, seed: number } }}
 * @throws {ClearError} on anything else than `[--sample N [--seed S]] PATH…`
 */
export function parseMutationOptions(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { sample: { type: 'string' }, seed: { type: 'string' } },
    });
  } catch (error) {
    throw new ClearError(
      `${
        error.message.split('. ')[0]
      }. The options are --sample N and --seed S`,
    );
  }
  const { values, positionals: paths } = parsed;
  if (values.sample === undefined) {
    if (values.seed !== undefined) {
      throw new ClearError('--seed needs --sample N');
    }
    return { paths };
  }
  const size = wholeNumber('sample', values.sample);
  if (size === 0) {
    throw new ClearError('--sample 0 tries nothing; use a greater number');
  }
  return {
    paths,
    sample: { size, seed: wholeNumber('seed', values.seed ?? '1') },
  };
}

function wholeNumber(option, text) {
  if (!/^\d+$/.test(text)) {
    throw new ClearError(`--${option} ${text}: use a whole number`);
  }
  return Number(text);
}
