/**
 * Builds the programs that the tests run on, where they are not built yet; with
 * `--consumers` also the programs that sign in with distributed credentials,
 * with `--vault` also Vault.
 */
import {
  ensureArgoCd,
  ensureBinaries,
  ensureVault,
} from '../framework/binaries';

async function main(): Promise<void> {
  const report = (line: string) => process.stdout.write(`${line}\n`);
  await ensureBinaries({ report });
  if (process.argv.includes('--consumers')) {
    await ensureArgoCd({ report });
  }
  if (process.argv.includes('--vault')) {
    await ensureVault({ report });
  }
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
