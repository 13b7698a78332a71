/** Builds what the tests run on, where it is not built yet. */
import { ensureBinaries } from '../framework/binaries';

ensureBinaries({ report: line => process.stdout.write(`${line}\n`) }).catch(
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
