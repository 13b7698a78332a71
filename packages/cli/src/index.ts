/**
 * The command `central-secrets`.
 *
 * @packageDocumentation
 */
import { TemplateEngine } from '@central-secrets/template-engine';
import { run } from './run';

const engine = TemplateEngine.create();

run({
  args: process.argv.slice(2),
  engine,
  readStandardInput: () => process.stdin,
  write: output => process.stdout.write(output),
  writeError: output => process.stderr.write(output),
})
  .catch(error => {
    process.stderr.write(`central-secrets: ${error.message}\n`);
    return 2;
  })
  .then(async code => {
    process.exitCode = code;
    await engine.close();
  });
