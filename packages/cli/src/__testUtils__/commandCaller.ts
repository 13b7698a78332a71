import { TemplateEngine } from '@central-secrets/template-engine';
import { run } from '../run';

/** Calls the command in this process; resolves with its exit code and all that it wrote. */
export function commandCaller(engine: Pick<TemplateEngine, 'judge'>) {
  return async (args: readonly string[], input: string | Uint8Array = '') => {
    let output = '';
    let errors = '';
    const code = await run({
      args,
      engine,
      readStandardInput: async function* readStandardInput() {
        yield Buffer.from(input);
      },
      write: text => {
        output += text;
      },
      writeError: text => {
        errors += text;
      },
      progress: () => {},
      untilStopped: () => new AbortController().signal,
    });
    return { code, output, errors };
  };
}
