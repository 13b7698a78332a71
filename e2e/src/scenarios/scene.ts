import {
  Delivery,
  deliveryId,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesObject } from '../framework/kubernetesApi';
import { waitFor } from '@central-secrets/dev-tools';
import {
  distribution,
  DistributionTweaks,
  externalSecret,
  Manifest,
  namespace,
  requestLabel,
  secret,
} from '../acceptance/manifests';
import { Answers } from './answers';
import { ObjectReference } from './objects';
import { ScriptedCluster } from './scriptedCluster';

/** Enough for a machine that is busy with something else. */
const LIMIT_MS = 120_000;

/** A distribution's peculiarities beyond its tweaks. */
export interface SceneDistribution extends DistributionTweaks {
  /** Else the case's name. */
  readonly name?: string;
  /** Parts of the spec of its ExternalSecrets. */
  readonly spec?: Readonly<Record<string, unknown>>;
  /** Parts of its own spec. */
  readonly own?: Readonly<Record<string, unknown>>;
}

/** One case on one cluster: names of its own, and what its script does and waits for. */
export class Scene {
  readonly #answers: Answers;

  constructor(
    readonly name: string,
    readonly cluster: ScriptedCluster,
    answers: Answers,
  ) {
    this.#answers = answers;
  }

  get namespace(): string {
    return `case-${this.name}`;
  }

  /** The source secret that is this case's alone. */
  get source(): string {
    return `source-${this.name}`;
  }

  /** A namespace of the case, which asks for its distribution unless other labels are given. */
  namespaceManifest(
    labels: Readonly<Record<string, string>> = requestLabel(this.name),
    suffix = '',
  ): Manifest {
    return namespace(`${this.namespace}${suffix}`, {
      // What some stores let in.
      tier: 'silver',
      ...labels,
    });
  }

  /** Hourly, so that nothing happens by itself while a case is looked at, unless its spec says otherwise. */
  distribution(tweaks: SceneDistribution = {}): Manifest {
    const made: any = distribution(tweaks.name ?? this.name, tweaks);
    return {
      ...made,
      spec: {
        ...made.spec,
        refreshTime: '1h',
        ...tweaks.own,
        externalSecretSpec: {
          ...made.spec.externalSecretSpec,
          refreshInterval: '1h',
          ...tweaks.spec,
        },
      },
    };
  }

  /** An ExternalSecret of the team's own. */
  externalSecret(
    name: string,
    spec: Readonly<Record<string, unknown>> = {},
  ): Manifest {
    const made: any = externalSecret(this.namespace, name);
    return {
      ...made,
      spec: { ...made.spec, refreshInterval: '1h', ...spec },
    };
  }

  /** A Secret in the namespace, made by hand. */
  secret(name: string, more: Readonly<Record<string, unknown>> = {}): Manifest {
    return secret(this.namespace, name, { old: this.cluster.newValue() }, more);
  }

  /** A ClusterSecretStore that holds `value` under the key `source`. */
  fakeStore(
    name: string,
    more: { data?: readonly object[]; validationResult?: number } = {},
  ): Manifest {
    return {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name },
      spec: {
        provider: {
          fake: {
            data: [{ key: 'source', value: this.cluster.newValue() }],
            ...more,
          },
        },
      },
    };
  }

  /** The source secret of the case, in the hub. */
  sourceManifest(keys: readonly string[] = ['token']): Manifest {
    return secret(
      HUB_NAMESPACE,
      this.source,
      Object.fromEntries(keys.map(key => [key, this.cluster.newValue()])),
    );
  }

  apply(...manifests: readonly Manifest[]): Promise<void> {
    return this.cluster.apply(...manifests);
  }

  /** The usual beginning: a namespace that asks, and its distribution. */
  request(tweaks: SceneDistribution = {}): Promise<void> {
    return this.apply(this.namespaceManifest(), this.distribution(tweaks));
  }

  /** The usual beginning, up to its usual end. */
  async deliver(tweaks: SceneDistribution = {}): Promise<void> {
    await this.request(tweaks);
    await this.until('synced');
  }

  reference(kind: string, name: string = this.name): ObjectReference {
    const isClusterWide = /^(Cluster|Namespace|Validating)/.test(kind);
    return isClusterWide
      ? { kind, name }
      : { kind, name, namespace: this.namespace };
  }

  patchDistribution(spec: object, name: string = this.name): Promise<void> {
    return this.cluster.patch(this.reference('ClusterExternalSecret', name), {
      spec,
    });
  }

  patchExternalSecretSpec(spec: object): Promise<void> {
    return this.patchDistribution({ externalSecretSpec: spec });
  }

  /** null takes a label away. */
  label(labels: Readonly<Record<string, string | null>>): Promise<void> {
    return this.cluster.patch(this.reference('Namespace', this.namespace), {
      metadata: { labels },
    });
  }

  unlabel(): Promise<void> {
    return this.label({ [`secrets/${this.name}`]: null });
  }

  remove(kind: string, name: string = this.name): Promise<void> {
    return this.cluster.remove(this.reference(kind, name));
  }

  find(
    kind: string,
    name: string = this.name,
  ): Promise<KubernetesObject | undefined> {
    return this.cluster.find(this.reference(kind, name));
  }

  /** Waits for something of an object; `holds` gets undefined while there is none. */
  untilObject(
    kind: string,
    reason: string,
    holds: (found: KubernetesObject | undefined) => unknown,
    name: string = this.name,
  ): Promise<unknown> {
    return waitFor(
      async () => Boolean(await holds(await this.find(kind, name))),
      {
        reason: `${kind} ${name} ${reason}`,
        limitMs: LIMIT_MS,
      },
    );
  }

  untilGone(kind: string, name: string = this.name): Promise<unknown> {
    return this.untilObject(kind, 'to be gone', found => !found, name);
  }

  /** The answer about the case's distribution, or about another. */
  answer(distributionName: string = this.name): Delivery | undefined {
    return this.#answers.deliveryOf(
      this.namespace,
      deliveryId(CLUSTER, this.namespace, { distribution: distributionName }),
    );
  }

  /** Waits until the answer has a state. */
  until(
    state: Delivery['state'],
    distributionName: string = this.name,
  ): Promise<unknown> {
    return waitFor(() => this.answer(distributionName)?.state === state, {
      reason: `${this.name} to be ${state}`,
      limitMs: LIMIT_MS,
      describe: () => JSON.stringify(this.answer(distributionName)),
    });
  }
}
