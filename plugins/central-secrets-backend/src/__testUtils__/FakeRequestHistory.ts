import { LastRequest } from '../deliveries';
import {
  RecordedRequest,
  RequestEntry,
  RequestHistory,
} from '../history/RequestHistory';

/** A history in memory. `failing` names the method that throws. */
export class FakeRequestHistory implements RequestHistory {
  readonly recorded = new Map<string, RecordedRequest>();
  failing?: 'begin' | 'finish';

  async begin(entry: RequestEntry): Promise<void> {
    this.#failWhere('begin');
    this.recorded.set(entry.id, { ...entry, outcome: 'started' });
  }

  async finish(...[id, end]: Parameters<RequestHistory['finish']>) {
    this.#failWhere('finish');
    this.recorded.set(id, { ...this.recorded.get(id)!, ...end });
  }

  async lastRequests(
    cluster: string,
    namespace: string,
  ): Promise<ReadonlyMap<string, LastRequest>> {
    return new Map(
      [...this.recorded.values()]
        .filter(
          entry =>
            entry.cluster === cluster &&
            entry.namespace === namespace &&
            entry.outcome === 'applied',
        )
        .map(entry => [
          entry.distribution,
          {
            by: entry.userRef,
            at: entry.requestedAt,
            ...(entry.via ? { via: entry.via } : {}),
          },
        ]),
    );
  }

  async lastLabels(cluster: string, namespace: string, distribution: string) {
    return [...this.recorded.values()]
      .filter(
        entry =>
          entry.cluster === cluster &&
          entry.namespace === namespace &&
          entry.distribution === distribution &&
          entry.action === 'add' &&
          ['applied', 'unknown', 'started'].includes(entry.outcome),
      )
      .sort((one, other) => other.requestedAt - one.requestedAt)
      .map(({ labels }) => labels.add)
      .find(add => Object.keys(add).length > 0);
  }

  #failWhere(method: 'begin' | 'finish'): void {
    if (this.failing === method) {
      throw new Error(`The fake history fails at ${method}`);
    }
  }
}
