import {
  InternalDistribution,
  kindOfInternalPath,
  Push,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryWarning,
  deriveChain,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { isFresh } from '../inventory/observation';
import { instant, toEvidence, toMessage, toRemedy } from '../wire';
import { IndexedChain } from './ChainIndex';
import { HopJudge, JudgedPush, JudgedRead } from './HopJudge';

/** The hops of a chain, as far as an answer has them. */
export interface JudgedHops {
  readonly pushes: readonly JudgedPush[];
  readonly pushesLeftOut: number;
  readonly reads: readonly JudgedRead[];
  readonly readsLeftOut: number;
}

/** Puts the chains of one cluster into the contract's form. */
export class ChainForm {
  readonly #judge: HopJudge;

  constructor(judge: HopJudge) {
    this.#judge = judge;
  }

  /**
   * An allow-list, as every form of the contract.
   *
   * @param others - hops that count for the chain, and are not part of the answer
   */
  toChain(
    chain: IndexedChain,
    hops: JudgedHops,
    {
      warnings: more = [],
      others = { pushes: [], reads: [] },
    }: {
      readonly warnings?: readonly DeliveryWarning[];
      readonly others?: Pick<JudgedHops, 'pushes' | 'reads'>;
    } = {},
  ): InternalDistribution {
    const { store, path } = chain;
    const { cluster } = this.#judge;
    const record = this.#judge.storeOf(chain);
    const { pushes, pushesLeftOut, reads, readsLeftOut } = hops;
    const { state, worstDelayMs, rotation, warnings } = deriveChain(
      [...pushes, ...others.pushes],
      [...reads, ...others.reads],
    );
    return {
      id: `${cluster.name}/${chain.key}`,
      cluster: cluster.name,
      store: {
        kind: store.kind,
        name: store.name,
        namespace: store.namespace ?? null,
        provider: record?.provider ?? null,
        ready: this.#isReady(record),
      },
      path,
      kind: kindOfInternalPath(path) ?? null,
      state,
      worstDelayMs: worstDelayMs ?? null,
      rotation: {
        pushedAt: this.#instant(rotation.pushedAt),
        nextPushAt: this.#instant(rotation.nextPushAt),
        current: rotation.current,
        waiting: rotation.waiting,
        completeBy: this.#instant(rotation.completeBy),
      },
      warnings: [...warnings, ...more].map(toMessage),
      pushes: pushes.map(each => this.#push(each)),
      pushesLeftOut,
      reads: reads.map(({ delivery }) => delivery),
      readsLeftOut,
    };
  }

  /** null: not known. A store that was ready when it was last seen, long ago, is not known to be. */
  #isReady(record: StoreRecord | undefined): boolean | null {
    const { cluster, by } = this.#judge;
    const { now, limits } = by;
    const kind =
      record?.kind === 'SecretStore' ? 'secretstores' : 'clustersecretstores';
    const status = record?.ready?.status;
    return status === undefined ||
      status === 'Unknown' ||
      !isFresh(cluster.observations()[kind], now, limits.observationMaxAgeMs)
      ? null
      : status === 'True';
  }

  #push({ writer: { entries }, push, derived }: JudgedPush): Push {
    const { spec } = push;
    const { generator, name } = spec.source;
    const instantOf = (time: number | undefined) => this.#instant(time);
    return {
      namespace: push.namespace,
      name: push.name,
      clusterPushSecret: push.owner ?? null,
      source: {
        secret: name ?? null,
        generator: generator ? `${generator.kind} ${generator.name}` : null,
      },
      entries: entries.map(({ secretKey, property }) => ({
        key: secretKey ?? null,
        property: property ?? null,
      })),
      updatePolicy: spec.updatePolicy,
      deletionPolicy: spec.deletionPolicy,
      state: derived.state,
      cause: derived.cause ?? null,
      certainty: derived.certainty ?? null,
      candidates: derived.candidates.map(({ cause, check, by, command }) => ({
        cause,
        check: toMessage(check),
        by,
        command: command ?? null,
      })),
      since: instantOf(derived.since),
      summary: toMessage(derived.summary),
      evidence: derived.evidence.map(entry => toEvidence(entry, instantOf)),
      remedy: toRemedy(derived.remedy),
      lastPushed: instantOf(push.refreshedAt),
      refreshIntervalMs: spec.refreshIntervalMs,
      warnings: derived.warnings.map(toMessage),
    };
  }

  /** From a time of the cluster's objects to ours. */
  #instant(time: number | undefined): string | null {
    const aheadMs = this.#judge.cluster.clockOffsetMs() ?? 0;
    return instant(time === undefined ? undefined : time - aheadMs);
  }
}
