import {
  ExternalSecretRecord,
  parseExternalSecret,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  namespace,
  pushOf,
  readOf,
  syncedStatus,
  vaultStore,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory } from '../programs/backend';

/** A cluster in memory with one PushSecret and one ExternalSecret for each chain. */
export class ChainCluster extends FakeClusterInventory {
  /** As the inventory of a real cluster: by namespace. */
  readonly #readers = new Map<string, ExternalSecretRecord[]>();

  constructor(options: {
    readonly chains: number;
    readonly namespaces: number;
    readonly now: number;
  }) {
    const { chains, namespaces, now } = options;
    super({
      name: 'hub',
      observedAt: now,
      objects: [
        vaultStore(),
        ...Array.from({ length: namespaces }, (_, index) =>
          namespace(consumer(index)),
        ),
        namespace('platform-data'),
      ],
    });
    for (let index = 0; index < chains; index += 1) {
      this.put(pushOf(pathOf(index), nameOf(index), 'platform-data'));
      const inNamespace = consumer(index % namespaces);
      const reader = readOf(pathOf(index), nameOf(index), inNamespace, {
        status: syncedStatus(nameOf(index), '2026-11-23T05:00:30Z'),
      });
      this.put(reader);
      const readers = this.#readers.get(inNamespace) ?? [];
      readers.push(parseExternalSecret(reader));
      this.#readers.set(inNamespace, readers);
    }
  }

  override externalSecretsIn(name: string): ExternalSecretRecord[] {
    return [...(this.#readers.get(name) ?? [])];
  }

  /** One PushSecret is pushed again. */
  change(index: number): void {
    this.put(pushOf(pathOf(index), nameOf(index), 'platform-data'));
  }
}

function nameOf(index: number): string {
  return `service-${index}x`;
}

function pathOf(index: number): string {
  return `platform-data/postgres/${nameOf(index)}`;
}

function consumer(index: number): string {
  return `consumer-${index}`;
}
