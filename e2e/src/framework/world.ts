import { join } from 'node:path';
import { AttackedHub } from '../attacks/attackedHub';
import { Consumers } from '../consumers/consumers';
import { Backstage, Staleness } from './backstage';
import { BackstageClient } from './backstageClient';
import { ensureArgoCd } from './binaries';
import { Canaries } from './canaries';
import { assertConsistent } from './consistency';
import { Platform } from './platform';

/** How soon the operator looks again, in seconds. @public */
export const REFRESH_SECONDS = 5;

/**
 * Short, so that tests are; but longer than a busy machine needs for one
 * round of the operator.
 *
 * @public
 */
export const STALENESS: Staleness = {
  observationMaxAgeMs: 20_000,
  refreshIntervalFactor: 2,
  graceMs: 15_000,
  pendingUnusualAfterMs: 20_000,
};

/**
 * Everything that the tests meet: a platform, and Backstage observing it. One
 * for a whole run.
 *
 * @public
 */
export class World {
  #consumers?: Promise<Consumers>;
  #attackedHub?: Promise<AttackedHub>;

  private constructor(
    readonly platform: Platform,
    readonly backstage: Backstage,
    readonly client: BackstageClient,
    readonly canaries: Canaries,
    private readonly report: (line: string) => void,
  ) {}

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
   * What signs in with distributed credentials, and where; started when it is
   * first asked for.
   *
   * @throws Error of one line where a program is not installed.
   */
  consumers(): Promise<Consumers> {
    this.#consumers ??= this.#startConsumers();
    return this.#consumers;
  }

  /** A hub of its own, with a team that attacks it; started when it is first asked for. */
  attackedHub(): Promise<AttackedHub> {
    this.#attackedHub ??= AttackedHub.start();
    return this.#attackedHub;
  }

  /** Stops the attacked hub where it runs; it starts again when it is asked for again. */
  async endAttackedHub(): Promise<void> {
    const attackedHub = this.#attackedHub;
    this.#attackedHub = undefined;
    // What was only half started ends with this process.
    await (await attackedHub?.catch(() => undefined))?.stop();
  }

  async #startConsumers(): Promise<Consumers> {
    return Consumers.start({
      argoCd: await ensureArgoCd(),
      kubeconfig: this.platform.controlPlane.kubeconfig,
      directory: join(this.platform.directory, 'consumers'),
    });
  }

  /** @throws Error where Backstage knew at any time what was not so, or ended by itself */
  async stop(): Promise<void> {
    try {
      this.report(await assertConsistent(this.backstage));
    } finally {
      // What was only half started ends with this process.
      await (await this.#consumers?.catch(() => undefined))?.stop();
      await this.endAttackedHub();
      await this.backstage.stop();
      await this.platform.stop();
    }
  }
}
