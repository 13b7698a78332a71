import { WorldHolder } from './globals';

/** Ends the world in order. An error here fails the run. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as WorldHolder).centralSecretsWorld?.stop();
}
