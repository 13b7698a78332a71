import { join } from 'node:path';
import { AttackedHub } from '../attacks/attackedHub';
import { Consumers } from '../consumers/consumers';
import { Backstage, Staleness } from './backstage';
import { BackstageClient } from './backstageClient';
import { ensureArgoCd } from './binaries';
import { Canaries } from './canaries';
import { assertConsistent } from './consistency';
import { Platform } from './platform';

/** The operator's refresh interval, in seconds. */
export const REFRESH_SECONDS = 5;

/**
 * Short, so that the tests are short; but longer than one round of the operator
 * takes on a busy machine.
 */
export const STALENESS: Staleness = {
  observationMaxAgeMs: 20_000,
  refreshIntervalFactor: 2,
  graceMs: 15_000,
  pendingUnusualAfterMs: 20_000,
};

/**
 * Everything that the tests use: a platform, and a Backstage that observes it.
 * One for a whole run.
 */
export class World {
  #consumers?: Promise<Consumers>;
  #attackedHub?: Promise<AttackedHub>;
  readonly #report: (line: string) => void;

  private constructor(
    readonly platform: Platform,
    readonly backstage: Backstage,
    readonly client: BackstageClient,
    readonly canaries: Canaries,
    report: (line: string) => void,
  ) {
    this.#report = report;
  }

  static async start(report: (line: string) => void): Promise<World> {
    const canaries = new Canaries();
    const platform = await Platform.start({
      refreshSeconds: REFRESH_SECONDS,
      valueOf: () => canaries.plant(),
      report,
    });
    report('starting Backstage');
    const backstage = await Backstage.start({
      platform,
      staleness: STALENESS,
    });
    const client = new BackstageClient(backstage.url);
    return new World(platform, backstage, client, canaries, report);
  }

  /**
   * The services that accept distributed credentials; started on the first
   * call.
   *
   * @throws Error of one line where a program is not installed.
   */
  consumers(): Promise<Consumers> {
    this.#consumers ??= this.#startConsumers();
    return this.#consumers;
  }

  /** A separate hub with a team that attacks it; started on the first call. */
  attackedHub(): Promise<AttackedHub> {
    this.#attackedHub ??= AttackedHub.start();
    return this.#attackedHub;
  }

  /** Stops the attacked hub if it runs; the next call starts it again. */
  async endAttackedHub(): Promise<void> {
    const attackedHub = this.#attackedHub;
    this.#attackedHub = undefined;
    // The end of this process stops a hub that is only half started.
    await (await attackedHub?.catch(() => undefined))?.stop();
  }

  async #startConsumers(): Promise<Consumers> {
    return Consumers.start({
      argoCd: await ensureArgoCd(),
      kubeconfig: this.platform.controlPlane.kubeconfig,
      directory: join(this.platform.directory, 'consumers'),
    });
  }

  /**
   * @throws Error where Backstage's knowledge was ever wrong, or where it
   * exited unexpectedly
   */
  async stop(): Promise<void> {
    try {
      this.#report(await assertConsistent(this.backstage));
    } finally {
      // The end of this process stops a hub that is only half started.
      await (await this.#consumers?.catch(() => undefined))?.stop();
      await this.endAttackedHub();
      await this.backstage.stop();
      await this.platform.stop();
    }
  }
}
