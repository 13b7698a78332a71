import { DeliveryLimits } from '@central-secrets/backstage-plugin-central-secrets-node';
import { startDemoCluster } from '@central-secrets/demo-cluster';
import { TestServer } from '@central-secrets/dev-tools';
import { HUB_NAMESPACE } from '../framework/hub';
import { Identity } from '../framework/identity';
import { STALENESS, World } from '../framework/world';
import { kubernetesStore, namespace, secret } from '../acceptance/manifests';
import { Answers } from './answers';
import { ChangeWatch } from './changeWatch';
import { EventLoopLag } from './eventLoopLag';
import { ScriptedCluster } from './scriptedCluster';

/** A cluster, an operator, and a backend that observes them: what cases are walked on. */
export interface Stage {
  readonly cluster: ScriptedCluster;
  readonly answers: Answers;
  readonly changes: ChangeWatch;
  readonly lag: EventLoopLag;
  /** Stops the operator, and lets it continue. */
  readonly operator: { pause(): void; resume(): void };
  stop(): Promise<void>;
}

/** When something counts as old on every stage. */
export const LIMITS: DeliveryLimits = {
  observationMaxAgeMs: STALENESS.observationMaxAgeMs,
  refreshIntervalFactor: STALENESS.refreshIntervalFactor,
  staleGraceMs: STALENESS.graceMs,
  pendingUnusualAfterMs: STALENESS.pendingUnusualAfterMs,
};

/** The real one: the run's own platform, read as Backstage reads it. */
export async function startRealStage({
  platform,
  canaries,
}: World): Promise<Stage> {
  const provider = await TestServer.start('http', ({ url }, response) => {
    response.writeHead(Number(url!.slice(1))).end();
  });
  return openStage({
    admin: platform.api.identity,
    reader: platform.reader.identity,
    operator: platform.operator,
    newValue: () => canaries.plant(),
    providerUrl: provider.url,
    prepare: async () => {},
    stop: () => provider.close(),
  });
}

/** The demo, with no more in it than the cases build on. */
export async function startDemoStage(): Promise<Stage> {
  const demo = await startDemoCluster({ world: 'empty' });
  const as = (token: string): Identity => ({
    url: demo.url,
    certificateAuthority: '',
    token,
  });
  return openStage({
    admin: as(demo.tokens.admin),
    reader: as(demo.tokens.reader),
    operator: demo.operator,
    newValue: () => 'not-a-real-value',
    // The demo sends no requests to providers.
    providerUrl: 'http://127.0.0.1:9',
    prepare: cluster =>
      cluster.apply(
        namespace('external-secrets'),
        secret(HUB_NAMESPACE, 'github-pat', { token: 'not-a-real-token' }),
        kubernetesStore(HUB_NAMESPACE, demo.url),
      ),
    stop: () => demo.stop(),
  });
}

/** The differences between one stage and another. */
interface StageParts {
  readonly admin: Identity;
  readonly reader: Identity;
  readonly operator: Stage['operator'];
  readonly newValue: () => string;
  readonly providerUrl: string;
  /** Runs before the backend reads the cluster. */
  readonly prepare: (cluster: ScriptedCluster) => Promise<unknown>;
  /** Stops all that is this stage's own. */
  readonly stop: () => Promise<void>;
}

async function openStage({
  admin,
  reader,
  operator,
  newValue,
  providerUrl,
  prepare,
  stop,
}: StageParts): Promise<Stage> {
  const cluster = new ScriptedCluster({
    identity: admin,
    newValue,
    providerUrl,
  });
  await prepare(cluster);
  const answers = await Answers.start({ reader, limits: LIMITS });
  const changes = ChangeWatch.start(admin);
  const lag = new EventLoopLag();
  return {
    cluster,
    answers,
    changes,
    lag,
    operator,
    stop: async () => {
      lag.stop();
      await changes.stop();
      await answers.stop();
      await cluster.close();
      await stop();
    },
  };
}
