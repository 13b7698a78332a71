import { WorldHolder } from './globals';

/** Ends the world in order. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as WorldHolder).centralSecretsWorld?.stop();
}
