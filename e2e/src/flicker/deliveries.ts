import { deliveryId } from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { HUB_NAMESPACE } from '../framework/hub';
import {
  distribution,
  kubernetesStore,
  Manifest,
  namespace,
  requestLabel,
} from '../acceptance/manifests';

/** All names here begin so. */
export const PREFIX = 'flicker-';

const CONDITIONED = `${PREFIX}conditioned`;

/**
 * What there may be in an ExternalSecret, beside the usual. No store has the
 * provider `fake`: many that are validated at once end the operator.
 */
const KINDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  plain: {},
  extracted: {
    data: undefined,
    dataFrom: [{ extract: { key: 'github-pat' } }],
  },
  templated: {
    target: {
      template: {
        type: 'kubernetes.io/dockerconfigjson',
        data: {
          '.dockerconfigjson': '{"auths":{"r":{"auth":"{{ .token }}"}}}',
        },
      },
    },
  },
  conditioned: {
    secretStoreRef: { kind: 'ClusterSecretStore', name: CONDITIONED },
  },
  orphan: { target: { creationPolicy: 'Orphan' } },
  'on-change': { refreshPolicy: 'OnChange' },
  'created-once': { refreshPolicy: 'CreatedOnce' },
};

/** What comes last, and so brings the delivery about. */
export type Way = 'label' | 'namespace' | 'distribution';

/** One delivery, in a namespace of its own. */
export interface Planned {
  readonly name: string;
  readonly kind: string;
  readonly way: Way;
  readonly id: string;
}

/** So many deliveries, of every kind and in every way. */
export function plannedDeliveries(count: number): Planned[] {
  const kinds = Object.keys(KINDS);
  const ways: Way[] = ['label', 'namespace', 'distribution'];
  return Array.from({ length: count }, (_, index) => {
    const name = `${PREFIX}${String(index).padStart(3, '0')}`;
    const kind = kinds[index % kinds.length];
    return {
      name,
      kind,
      way: ways[Math.floor(index / kinds.length) % ways.length],
      id: deliveryId(CLUSTER, name, { distribution: name }),
    };
  });
}

/** So many that get a namespace and then a distribution, and fail where the latter reads `NOT_THERE`. */
export function failingDeliveries(count: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${PREFIX}fails-${index}`;
    const id = deliveryId(CLUSTER, name, { distribution: name });
    return { name, kind: 'plain', way: 'distribution', id };
  });
}

/** For `distributionOf`: a source that is not there, which the operator tells in an event alone. */
export const NOT_THERE = {
  data: [
    {
      secretKey: 'token',
      remoteRef: { key: 'not-there', property: 'token' },
    },
  ],
};

export const CONDITIONED_STORE = {
  kind: 'ClusterSecretStore',
  name: CONDITIONED,
};

/** The store that lets in the namespaces here alone. */
export function conditionedStore(url: string): Manifest {
  return kubernetesStore(CONDITIONED, url, {
    namespace: HUB_NAMESPACE,
    conditions: [{ namespaceRegexes: [`^${PREFIX}`] }],
  });
}

export function namespaceOf({ name }: Planned, asks: boolean): Manifest {
  return namespace(name, asks ? requestLabel(name) : {});
}

/** Hourly, so that nothing happens by itself; `more` goes into the ExternalSecret's spec. */
export function distributionOf(
  { name, kind }: Planned,
  more: Readonly<Record<string, unknown>> = {},
): Manifest {
  const made: any = distribution(name);
  const { target, ...spec } = { ...KINDS[kind], ...more } as any;
  return {
    ...made,
    spec: {
      ...made.spec,
      refreshTime: '1h',
      externalSecretSpec: {
        ...made.spec.externalSecretSpec,
        refreshInterval: '1h',
        ...spec,
        target: { ...made.spec.externalSecretSpec.target, ...target },
      },
    },
  };
}
