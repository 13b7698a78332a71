import { DeliveryLimits } from '@central-secrets/backstage-plugin-central-secrets-node';
import { startDemoCluster } from '@central-secrets/demo-cluster';
import { TestServer } from '@central-secrets/dev-tools';
import { HUB_NAMESPACE } from '../framework/hub';
import { Identity } from '../framework/kubernetesApi';
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
  const { identity } = platform.api;
  const provider = await TestServer.start('http', ({ url }, response) => {
    response.writeHead(Number(url!.slice(1))).end();
  });
  const cluster = new ScriptedCluster({
    identity,
    newValue: () => canaries.plant(),
    providerUrl: provider.url,
  });
  const answers = await Answers.start({
    reader: platform.reader.identity,
    limits: LIMITS,
  });
  const changes = ChangeWatch.start(identity);
  const lag = new EventLoopLag();
  return {
    cluster,
    answers,
    changes,
    lag,
    operator: platform.operator,
    stop: async () => {
      lag.stop();
      await changes.stop();
      await answers.stop();
      await cluster.close();
      await provider.close();
    },
  };
}

/** The demo, with no more in it than the cases build on. */
export async function startDemoStage(): Promise<Stage> {
  const demo = await startDemoCluster({ world: 'empty' });
  const as = (token: string): Identity => ({
    url: demo.url,
    certificateAuthority: '',
    token,
  });
  const cluster = new ScriptedCluster({
    identity: as(demo.tokens.admin),
    newValue: () => 'not-a-real-value',
    // The demo sends no requests to providers.
    providerUrl: 'http://127.0.0.1:9',
  });
  await cluster.apply(
    namespace('external-secrets'),
    secret(HUB_NAMESPACE, 'github-pat', { token: 'not-a-real-token' }),
    kubernetesStore(HUB_NAMESPACE, demo.url),
  );
  const answers = await Answers.start({
    reader: as(demo.tokens.reader),
    limits: LIMITS,
  });
  const changes = ChangeWatch.start(as(demo.tokens.admin));
  const lag = new EventLoopLag();
  return {
    cluster,
    answers,
    changes,
    lag,
    operator: demo.operator,
    stop: async () => {
      lag.stop();
      await changes.stop();
      await answers.stop();
      await cluster.close();
      await demo.stop();
    },
  };
}
