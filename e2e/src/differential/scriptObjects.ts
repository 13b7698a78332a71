import { HUB_NAMESPACE } from '../framework/hub';
import {
  distribution,
  kubernetesStore,
  Manifest,
  namespace,
  secret,
} from '../acceptance/manifests';
import { ObjectReference } from '../scenarios/objects';
import {
  DistributionParts,
  Operation,
  Place,
  Store,
  STORES,
} from './operation';

/**
 * The objects of a script. All their names begin with the script's id. The
 * values are numbered, so that they are the same on every cluster.
 */
export class ScriptObjects {
  #values = 0;
  readonly #clusterUrl: string;

  constructor(readonly id: string, clusterUrl: string) {
    this.#clusterUrl = clusterUrl;
  }

  /** The names of the two namespaces. */
  get namespaces(): readonly [string, string] {
    return [this.#name('0'), this.#name('1')];
  }

  /** The names of the objects whose changes belong to this script. */
  get names(): readonly string[] {
    return ['0', '1', 'a', 'b', ...STORES].map(part => this.#name(part));
  }

  newValue(): string {
    this.#values += 1;
    return `not-a-real-value-${this.#values}`;
  }

  label(part: string): string {
    return part === 'team' ? part : `secrets/${this.#name(part)}`;
  }

  namespaceAt(place: Place): ObjectReference {
    return { kind: 'Namespace', name: this.namespaces[place] };
  }

  clusterWide(kind: string, part: string): ObjectReference {
    return { kind, name: this.#name(part) };
  }

  within(kind: string, place: Place, part: string): ObjectReference {
    return { kind, name: this.#name(part), namespace: this.namespaces[place] };
  }

  get sourceReference(): ObjectReference {
    return {
      kind: 'Secret',
      name: this.#name('source'),
      namespace: HUB_NAMESPACE,
    };
  }

  /** One of the script's namespaces, which asks for these distributions. */
  namespace(place: Place, asksFor: readonly string[]): Manifest {
    return namespace(this.namespaces[place], {
      script: this.id,
      ...Object.fromEntries(asksFor.map(part => [this.label(part), 'true'])),
    });
  }

  /** The source for the hub store, with new values. */
  source(): Manifest {
    return secret(HUB_NAMESPACE, this.#name('source'), {
      other: this.newValue(),
      token: this.newValue(),
    });
  }

  /** A Secret that was not created by an ExternalSecret. */
  madeByHand(place: Place, part: string): Manifest {
    return secret(this.namespaces[place], this.#name(part), {
      old: this.newValue(),
    });
  }

  store(
    store: Store,
    to: Extract<Operation, { do: 'set-store' }>['to'],
  ): Manifest {
    return kubernetesStore(this.#name(store), this.#clusterUrl, {
      conditions: {
        whole: [],
        broken: [],
        'admitting-one': [{ namespaces: [this.namespaces[1]] }],
        'admitting-team-x': [
          { namespaceSelector: { matchLabels: { team: 'x' } } },
        ],
      }[to],
      // Broken: a place where the operator may read nothing.
      namespace: to === 'broken' ? 'kube-system' : HUB_NAMESPACE,
    });
  }

  distribution(which: string, parts: DistributionParts): Manifest {
    const name = this.#name(which);
    const source = this.#name('source');
    const made: any = distribution(name, {
      store: this.#name(parts.store),
      source,
      property: parts.reads,
      target: {
        name: parts.target === 'own' ? name : this.#name('shared'),
        creationPolicy: parts.creationPolicy,
        // The operator's webhook accepts Delete only with Owner.
        deletionPolicy:
          parts.creationPolicy === 'Owner' ? parts.deletionPolicy : 'Retain',
        template: {
          none: null,
          good: { data: { made: 'of {{ .token }}' }, type: 'Opaque' },
          'unknown-key': { data: { made: '{{ .nokey }}' }, type: 'Opaque' },
          'invalid-secret': {
            data: { 'no key of a Secret': '{{ .token }}' },
            type: 'Opaque',
          },
        }[parts.template],
      },
    });
    return {
      ...made,
      spec: {
        ...made.spec,
        ...this.#selection(which, parts.selects),
        externalSecretSpec: {
          ...made.spec.externalSecretSpec,
          ...(parts.reads === 'everything'
            ? { data: null, dataFrom: [{ extract: { key: source } }] }
            : { dataFrom: null }),
          refreshInterval: parts.refreshInterval,
          refreshPolicy: parts.refreshPolicy,
        },
      },
    };
  }

  /** An ExternalSecret that belongs to no distribution. */
  declared(place: Place, part: string): Manifest {
    return {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: this.#name(part), namespace: this.namespaces[place] },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: {
          kind: 'ClusterSecretStore',
          name: this.#name('hub'),
        },
        target: { name: this.#name(part) },
        data: [
          {
            secretKey: 'token',
            remoteRef: { key: this.#name('source'), property: 'token' },
          },
        ],
      },
    };
  }

  #name(part: string): string {
    return `${this.id}-${part}`;
  }

  #selection(which: string, selects: DistributionParts['selects']) {
    const key = this.label(which);
    const own = { matchLabels: { script: this.id } };
    const by = (matchExpressions: object[]) => ({ ...own, matchExpressions });
    const byLabel = { matchLabels: { script: this.id, [key]: 'true' } };
    return {
      namespaces: selects === 'name' ? [this.namespaces[1]] : null,
      namespaceSelectors: {
        label: [byLabel],
        expression: [by([{ key, operator: 'In', values: ['true', 'x'] }])],
        either: [
          { matchLabels: { 'no-such-label': 'true' } },
          by([{ key: 'team', operator: 'Exists' }]),
        ],
        name: [],
        'not-in': [by([{ key, operator: 'NotIn', values: ['true'] }])],
        'everything-of-the-script': [own],
        'invalid-operator': [byLabel, by([{ key, operator: 'Resembles' }])],
        'invalid-key': [
          by([{ key: 'not a key', operator: 'In', values: ['true'] }]),
        ],
      }[selects],
    };
  }
}
