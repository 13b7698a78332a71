import { ObjectReference } from '../scenarios/objects';
import { TargetCluster } from './clusters';
import { Operation, PLACES, STORES } from './operation';
import { ScriptObjects } from './scriptObjects';

/** A label that a person puts on a distribution's copy. */
export const BY_HAND = 'put-on-by-hand';

const FORCE_SYNC = 'external-secrets.io/force-sync';

/** Applies a script's operations to a cluster. */
export class Actor {
  readonly objects: ScriptObjects;
  readonly #cluster: TargetCluster;
  #syncs = 0;

  constructor(id: string, cluster: TargetCluster) {
    this.#cluster = cluster;
    this.objects = new ScriptObjects(id, cluster.url);
  }

  /**
   * Creates two namespaces, of which one asks for both distributions; a source;
   * and two stores.
   */
  async prepare(): Promise<void> {
    const { objects } = this;
    await this.#cluster.apply(
      objects.namespace(0, ['a', 'b']),
      objects.namespace(1, []),
      objects.source(),
      ...STORES.map(store => objects.store(store, 'whole')),
    );
  }

  async do(operation: Operation): Promise<void> {
    const { objects } = this;
    const cluster = this.#cluster;
    switch (operation.do) {
      case 'label':
        return cluster.patchIfThere(objects.namespaceAt(operation.place), {
          metadata: {
            labels: { [objects.label(operation.key)]: operation.value },
          },
        });
      case 'create-or-edit-distribution':
        return cluster.apply(
          objects.distribution(operation.which, operation.parts),
        );
      case 'delete-distribution':
        return cluster.removeIfThere(
          objects.clusterWide('ClusterExternalSecret', operation.which),
        );
      case 'force-sync':
        return this.#forceSync(
          objects.clusterWide('ClusterExternalSecret', operation.which),
        );
      case 'set-source':
        return this.#setSource(operation.to);
      case 'set-store':
        return cluster.apply(objects.store(operation.store, operation.to));
      case 'delete-store':
        return cluster.removeIfThere(
          objects.clusterWide('ClusterSecretStore', operation.store),
        );
      case 'delete-copy':
        return cluster.removeIfThere(
          objects.within('ExternalSecret', operation.place, operation.which),
        );
      case 'edit-copy':
        return cluster.patchIfThere(
          objects.within('ExternalSecret', operation.place, operation.which),
          { metadata: { labels: { [BY_HAND]: 'true' } } },
        );
      case 'delete-secret':
        return cluster.removeIfThere(
          objects.within('Secret', operation.place, operation.secret),
        );
      case 'edit-secret':
        return cluster.patchIfThere(
          objects.within('Secret', operation.place, operation.secret),
          { data: { token: btoa(objects.newValue()) } },
        );
      case 'make-secret':
        return cluster.createIfAbsent(
          objects.madeByHand(operation.place, operation.secret),
        );
      case 'declare':
        return cluster.createIfAbsent(
          objects.declared(operation.place, operation.name),
        );
      case 'delete-declared':
        return cluster.removeIfThere(
          objects.within('ExternalSecret', operation.place, operation.name),
        );
      case 'delete-namespace':
        return cluster.removeIfThere(objects.namespaceAt(operation.place));
      default:
        throw new Error(`unknown operation ${JSON.stringify(operation)}`);
    }
  }

  /**
   * Makes the operator try everything again: otherwise each cluster would retry
   * at a time of its own.
   */
  async syncAll(): Promise<void> {
    for (const reference of this.#refreshed()) {
      await this.#forceSync(reference);
    }
  }

  /**
   * Leaves the operator nothing to do. The namespaces stay, because the whole
   * cluster is removed at the end.
   */
  async cleanUp(): Promise<void> {
    const { objects } = this;
    for (const reference of [
      ...this.#refreshed(),
      ...STORES.map(store => objects.clusterWide('ClusterSecretStore', store)),
      objects.sourceReference,
    ]) {
      await this.#cluster.removeIfThere(reference);
    }
  }

  /**
   * The objects that the operator refreshes: distributions, and ExternalSecrets
   * in every place where one may be.
   */
  #refreshed(): ObjectReference[] {
    const { objects } = this;
    return [
      ...['a', 'b'].map(part =>
        objects.clusterWide('ClusterExternalSecret', part),
      ),
      ...PLACES.flatMap(place =>
        ['a', 'b', 'declared'].map(part =>
          objects.within('ExternalSecret', place, part),
        ),
      ),
    ];
  }

  #forceSync(reference: ObjectReference): Promise<void> {
    this.#syncs += 1;
    return this.#cluster.patchIfThere(reference, {
      metadata: { annotations: { [FORCE_SYNC]: String(this.#syncs) } },
    });
  }

  #setSource(
    to: Extract<Operation, { do: 'set-source' }>['to'],
  ): Promise<void> {
    switch (to) {
      case 'gone':
        return this.#cluster.removeIfThere(this.objects.sourceReference);
      case 'without-the-key':
        return this.#cluster.patchIfThere(this.objects.sourceReference, {
          data: { token: null },
        });
      default:
        return this.#cluster.apply(this.objects.source());
    }
  }
}
