import { Backstage, Staleness } from './backstage';
import { BackstageClient } from './backstageClient';
import { Canaries } from './canaries';
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
  private constructor(
    readonly platform: Platform,
    readonly backstage: Backstage,
    readonly client: BackstageClient,
    readonly canaries: Canaries,
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
    return new World(platform, backstage, client, canaries);
  }

  async stop(): Promise<void> {
    await this.backstage.stop();
    await this.platform.stop();
  }
}
