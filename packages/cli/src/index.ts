/**
 * The command `central-secrets`.
 *
 * @packageDocumentation
 */
import { TemplateEngine } from '@central-secrets/template-engine';
import { toPrintable } from './output';
import { run } from './run';

const engine = TemplateEngine.create();

// A reader such as `head` may end before everything is written.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}

run({
  args: process.argv.slice(2),
  engine,
  readStandardInput: () => process.stdin,
  write: output => process.stdout.write(output),
  writeError: output => process.stderr.write(output),
  progress: output => {
    // Progress overwrites its own line on a terminal; in a log it would only be
    // noise.
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${output}`);
    }
  },
  untilStopped: () => {
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    return stop.signal;
  },
})
  .catch(error => {
    process.stderr.write(toPrintable([`central-secrets: ${error.message}`]));
    return 2;
  })
  .then(async code => {
    process.exitCode = code;
    await engine.close();
  });
