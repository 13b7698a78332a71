import { ConfigReader } from '@backstage/config';
import {
  Delivery,
  DeliveryLimits,
  deriveDelivery,
  OBSERVED_KINDS,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { Identity } from '../framework/kubernetesApi';
import { waitFor } from '../framework/waitFor';
import {
  ClusterInventory,
  createInventory,
  gatherDeliveries,
  Inventory,
  readClusters,
  toDelivery,
} from './backend';

const NO_LOGGER = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => NO_LOGGER,
};

/** Whose answers: the cluster, as whom it is read, and when something counts as old. */
export interface AnswersOptions {
  readonly reader: Identity;
  readonly limits: DeliveryLimits;
}

/**
 * What the backend answers about a cluster, from its own code in this process:
 * all but HTTP, rights and bindings.
 */
export class Answers {
  private constructor(
    private readonly inventory: Inventory,
    private readonly cluster: ClusterInventory,
    private readonly limits: DeliveryLimits,
  ) {}

  /** Returns when every kind has been observed. */
  static async start({ reader, limits }: AnswersOptions): Promise<Answers> {
    const { url, token, certificateAuthority } = reader;
    const config = new ConfigReader({
      centralSecrets: {
        clusters: [
          {
            name: CLUSTER,
            url,
            serviceAccountToken: token,
            ...(certificateAuthority && {
              caData: Buffer.from(certificateAuthority).toString('base64'),
            }),
          },
        ],
      },
    });
    const inventory = createInventory({
      clusters: await readClusters(config, { logger: NO_LOGGER }),
      logger: NO_LOGGER,
    });
    inventory.start();
    const cluster = inventory.cluster(CLUSTER)!;
    await waitFor(
      () =>
        OBSERVED_KINDS.every(
          kind => cluster.observations()[kind].observedAt !== undefined,
        ),
      { reason: `every kind of ${url} to be observed`, limitMs: 30_000 },
    );
    return new Answers(inventory, cluster, limits);
  }

  /** Every delivery of a namespace, as the contract has it; none where there is no such namespace. */
  deliveriesOf(namespace: string): Delivery[] {
    const record = this.cluster.namespace(namespace);
    return record
      ? gatherDeliveries(this.cluster, record, {
          now: Date.now(),
          limits: this.limits,
        }).map(gathered =>
          toDelivery(gathered, deriveDelivery(gathered.input), undefined),
        )
      : [];
  }

  /** One delivery; undefined where there is no such row. */
  deliveryOf(namespace: string, id: string): Delivery | undefined {
    const record = this.cluster.namespace(namespace);
    const gathered =
      record &&
      gatherDeliveries(this.cluster, record, {
        now: Date.now(),
        limits: this.limits,
      })
        // A name is the id's last part, or a part of that.
        .filter(({ distributionName, externalSecretName }) =>
          id.endsWith(distributionName ?? externalSecretName),
        )
        .map(found =>
          toDelivery(found, deriveDelivery(found.input), undefined),
        );
    return gathered?.find(delivery => delivery.id === id);
  }

  stop(): Promise<void> {
    return this.inventory.stop();
  }
}
