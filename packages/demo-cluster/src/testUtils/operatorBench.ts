import { KubernetesObject } from '../apiServer/objects';
import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { clusterStore, HUB, labelledNamespace, secret } from './objects';

/**
 * A demo cluster with a working hub (source `github-pat`, its `token`
 * `demo-only-1`) and a namespace `app` that is labelled for the distributions
 * `x` and `y`; with what tests of the operator ask and do. Time stands still.
 */
export class OperatorBench {
  readonly #startedAt: number;

  private constructor(readonly clock: ManualClock, readonly demo: DemoCluster) {
    this.#startedAt = clock.now();
  }

  static async start(): Promise<OperatorBench> {
    const clock = new ManualClock();
    const demo = await startDemoCluster({ world: 'empty', clock });
    const bench = new OperatorBench(clock, demo);
    bench.create(
      labelledNamespace('app', 'x', 'y'),
      secret('github-pat', HUB, { token: 'demo-only-1' }),
      clusterStore(HUB),
    );
    return bench;
  }

  /** Stops the cluster; an error when a timer of it is left. */
  async stop(): Promise<void> {
    await this.demo.stop();
    if (this.clock.pendingTimers > 0) {
      throw new Error(`${this.clock.pendingTimers} timers are left`);
    }
  }

  /** Creates the objects together, and lets the operator look. */
  create(...objects: KubernetesObject[]): void {
    objects.forEach(object => this.demo.api.create(object));
    this.clock.advance(0);
  }

  patch(kind: string, name: string, patch: object, namespace?: string): void {
    this.demo.api.patch({ kind, name, namespace }, patch);
    this.clock.advance(0);
  }

  /** Labels the namespace `app`. */
  label(labels: Record<string, string | null>): void {
    this.patch('Namespace', 'app', { metadata: { labels } });
  }

  /** Gives the source another value, without a notification. */
  rotate(token: string): void {
    const data = { token: Buffer.from(token).toString('base64') };
    this.patch('Secret', 'github-pat', { data }, HUB);
  }

  delete(kind: string, name: string, namespace?: string): void {
    this.demo.api.delete({ kind, name, namespace });
    this.clock.advance(0);
  }

  find(kind: string, name: string, namespace?: string) {
    return this.demo.api.find({ kind, name, namespace });
  }

  child(name = 'x', namespace = 'app') {
    return this.find('ExternalSecret', name, namespace);
  }

  ready(name = 'x') {
    return this.child(name)?.status?.conditions[0];
  }

  target(name = 'x') {
    return this.find('Secret', name, 'app');
  }

  /** One value of the Secret in `app`, decoded. */
  valueOf(key: string, name = 'x'): string | undefined {
    const value = this.target(name)?.data[key];
    return value && Buffer.from(value, 'base64').toString();
  }

  distributionStatus(name = 'x') {
    return this.find('ClusterExternalSecret', name)?.status;
  }

  finalizersOfApp(): string[] | undefined {
    return this.find('Namespace', 'app')?.metadata.finalizers;
  }

  /** When the child was last refreshed, in milliseconds after the start. */
  refreshedAfterMs(): number {
    return Date.parse(this.child()?.status.refreshTime) - this.#startedAt;
  }

  eventsAbout(object: KubernetesObject | undefined): KubernetesObject[] {
    return this.demo.api
      .list('Event')
      .filter(event => event.involvedObject.uid === object?.metadata.uid);
  }
}
