/** `npm run reports`: writes the committed reports of the published packages. */
import { runMain } from './lib/console.mjs';
import { emitDeclarations, writeReports } from './lib/reports.mjs';
import { ensureToolchain } from './toolchain.mjs';

await runMain(async () => {
  const toolchain = await ensureToolchain();
  const declared = await emitDeclarations(toolchain);
  if (declared !== 0) {
    return declared;
  }
  const codes = await writeReports(toolchain);
  return codes.find(code => code !== 0) ?? 0;
});
