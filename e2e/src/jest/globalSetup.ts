import { World } from '../framework/world';
import { WorldHolder } from './globals';

/** Starts one world for all test files, which run in this process. */
export default async function globalSetup(): Promise<void> {
  // Ctrl-C: the end of this process ends all that it started, unless a second
  // signal kills it first. Hence `on`, and not `once`.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(130));
  }
  const startedAt = Date.now();
  (globalThis as WorldHolder).centralSecretsWorld = await World.start(line => {
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    process.stderr.write(`${seconds.padStart(4)} s  ${line}\n`);
  });
}
