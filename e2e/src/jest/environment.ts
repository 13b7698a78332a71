import type {
  EnvironmentContext,
  JestEnvironmentConfig,
} from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';
import { diagnose } from '../framework/diagnostics';
import { WorldHolder } from './globals';

/**
 * Gives the run's world to each test file (each has its own global objects),
 * and reports the state of the cluster when a test fails.
 */
export default class WorldEnvironment extends NodeEnvironment {
  readonly #testPath: string;

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    this.#testPath = context.testPath;
  }

  async setup(): Promise<void> {
    await super.setup();
    // Its API server and operator would take a fifth of a processor until the end.
    if (!this.#testPath.includes('/src/attacks/')) {
      await (globalThis as WorldHolder).centralSecretsWorld?.endAttackedHub();
    }
    (this.global as WorldHolder).centralSecretsWorld = (
      globalThis as WorldHolder
    ).centralSecretsWorld;
  }

  async handleTestEvent(event: Circus.AsyncEvent): Promise<void> {
    const world = (globalThis as WorldHolder).centralSecretsWorld;
    if (event.name === 'test_fn_failure' && world) {
      process.stderr.write(
        `\n"${event.test.name}" failed\n${await diagnose(world)}\n\n`,
      );
    }
  }
}
