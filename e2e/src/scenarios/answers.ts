import {
  Delivery,
  OBSERVED_KINDS,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryLimits,
  deriveDelivery,
  Observations,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { CLUSTER } from '../framework/backstage';
import { Identity } from '../framework/identity';
import { waitFor } from '@central-secrets/dev-tools';
import { NO_LOGGER, readCluster } from './readCluster';
import { ManifestFaults } from './ManifestFaults';
import {
  Clock,
  systemClock,
  ClusterInventory,
  Inventory,
  GatherOptions,
  InventoryChange,
  createInventory,
  differencesOf,
  gatherDeliveries,
  ReflectorTiming,
  toDelivery,
} from './backend';

/** How often what is known is compared with what the cluster had, in milliseconds. */
const CONSISTENCY_CHECK_EVERY_MS = 10_000;

/** With these codes, a kind stays unknown until a person acts. */
const REFUSALS = new Set(['forbidden', 'unauthorized', 'not-installed']);

/** Whose answers: the cluster, as whom it is read, and when something counts as old. */
export interface AnswersOptions {
  readonly reader: Identity;
  readonly limits: DeliveryLimits;
  /** By how much this backend's clock is ahead of the machine's, in milliseconds. */
  readonly clockAheadMs?: number;
  /** Default: the product's. */
  readonly timing?: Partial<ReflectorTiming>;
  /** Whether the errors in a distribution's manifest are evidence. Default: false. */
  readonly judgesManifests?: boolean;
  /** Where the hub's index is; undefined: it is not read. */
  readonly hubIndexNamespace?: string;
  /** Called after each change of what is known, from the very first one. */
  readonly onChange?: (answers: Answers, change: InventoryChange) => void;
}

/**
 * What the backend answers about a cluster, from its own code in this process:
 * all but HTTP, rights and bindings.
 */
export class Answers {
  readonly #inventory: Inventory;
  readonly #cluster: ClusterInventory;
  readonly #clock: Clock;
  readonly #differences: readonly string[];
  readonly #faults?: ManifestFaults;

  private constructor(
    inventory: Inventory,
    cluster: ClusterInventory,
    readonly limits: DeliveryLimits,
    clock: Clock,
    /** What was known otherwise than the cluster had it. */
    differences: readonly string[],
    faults: ManifestFaults | undefined,
  ) {
    this.#inventory = inventory;
    this.#cluster = cluster;
    this.#clock = clock;
    this.#differences = differences;
    this.#faults = faults;
  }

  /** Returns when every kind has been observed, or refused. */
  static async start(options: AnswersOptions): Promise<Answers> {
    const { reader, limits, clockAheadMs = 0 } = options;
    const { url, token, certificateAuthority } = reader;
    const clock: Clock = {
      ...systemClock,
      now: () => Date.now() + clockAheadMs,
    };
    const differences: string[] = [];
    const inventory = createInventory({
      clusters: await readCluster({
        url,
        serviceAccountToken: token,
        ...(options.hubIndexNamespace && {
          hubIndexNamespace: options.hubIndexNamespace,
        }),
        ...(certificateAuthority && {
          caData: Buffer.from(certificateAuthority).toString('base64'),
        }),
      }),
      logger: NO_LOGGER,
      clock,
      timing: options.timing,
      consistencyCheck: {
        everyMs: CONSISTENCY_CHECK_EVERY_MS,
        onCompared: (_, kinds) => differences.push(...differencesOf(kinds)),
      },
    });
    const cluster = inventory.cluster(CLUSTER)!;
    const faults = options.judgesManifests
      ? ManifestFaults.start(inventory, limits)
      : undefined;
    const answers = new Answers(
      inventory,
      cluster,
      limits,
      clock,
      differences,
      faults,
    );
    cluster.onChange(change => options.onChange?.(answers, change));
    inventory.start();
    await waitFor(
      () =>
        Object.values(cluster.observations()).every(
          ({ observedAt, error }) =>
            observedAt !== undefined || REFUSALS.has(error?.code ?? ''),
        ),
      { reason: `every kind of ${url} to be observed`, limitMs: 30_000 },
    );
    return answers;
  }

  /** Now, by this backend's clock. */
  now(): number {
    return this.#clock.now();
  }

  /** How well each kind is known now. */
  observations(): Observations {
    return this.#cluster.observations();
  }

  clockOffsetMs(): number | undefined {
    return this.#cluster.clockOffsetMs();
  }

  /** Kinds of which it is known that they cannot be read. */
  unreadable(): ObservedKind[] {
    const observations = this.#cluster.observations();
    return OBSERVED_KINDS.filter(kind =>
      REFUSALS.has(observations[kind].error?.code ?? ''),
    );
  }

  /**
   * Every delivery of a namespace, as the contract has it; none where there is
   * no such namespace. Only those whose distribution, or else ExternalSecret,
   * has a name that is wanted.
   */
  deliveriesOf(
    namespace: string,
    isWanted: (name: string) => boolean = () => true,
  ): Delivery[] {
    const record = this.#cluster.namespace(namespace);
    return record
      ? gatherDeliveries(this.#cluster, record, this.#gathering)
          .filter(({ distributionName, externalSecretName }) =>
            isWanted(distributionName ?? externalSecretName),
          )
          .map(gathered =>
            toDelivery(gathered, deriveDelivery(gathered.input), undefined),
          )
      : [];
  }

  /** One delivery; undefined where there is no such row. */
  deliveryOf(namespace: string, id: string): Delivery | undefined {
    const record = this.#cluster.namespace(namespace);
    const gathered =
      record &&
      gatherDeliveries(this.#cluster, record, this.#gathering)
        // A name is the id's last part, or a part of that.
        .filter(({ distributionName, externalSecretName }) =>
          id.endsWith(distributionName ?? externalSecretName),
        )
        .map(found =>
          toDelivery(found, deriveDelivery(found.input), undefined),
        );
    return gathered?.find(delivery => delivery.id === id);
  }

  get #gathering(): GatherOptions {
    return {
      now: this.now(),
      limits: this.limits,
      ...(this.#faults && {
        faultsOf: name => this.#faults!.of(CLUSTER, name),
      }),
    };
  }

  /** @throws Error where a consistency check found a difference */
  async stop(): Promise<void> {
    await this.#faults?.stop();
    await this.#inventory.stop();
    if (this.#differences.length) {
      throw new Error(
        `the consistency check found: ${this.#differences.join('; ')}`,
      );
    }
  }
}
