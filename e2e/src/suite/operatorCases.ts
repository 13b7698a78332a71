import {
  DeliveryCause,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { World } from '../framework/world';
import {
  distribution,
  DistributionTweaks,
  externalSecret,
  kubernetesStore,
  Manifest,
  requestLabel,
  secret,
  unreachableStore,
} from './manifests';

/** One way in which the operator ends a delivery, and what is to be said of it. */
export interface OperatorCase {
  /** The distribution's name; its namespace is `case-<name>`. */
  readonly name: string;
  readonly state: DeliveryState;
  readonly cause: DeliveryCause | null;
  /** A part of the text that must stand in the evidence, word for word. */
  readonly evidence?: string;
  readonly tweaks?: DistributionTweaks;
  /** What else there is; applied before the distribution. */
  readonly beside?: (world: World) => readonly Manifest[];
}

/** The namespace of a case. */
export function caseNamespace(name: string): string {
  return `case-${name}`;
}

/** The cases of docs' table of the operator's behaviour, one delivery each. */
export const OPERATOR_CASES: readonly OperatorCase[] = [
  {
    name: 'source-missing',
    tweaks: { source: 'nope' },
    state: 'failed',
    cause: 'source-missing',
    evidence: 'secrets "nope" not found',
  },
  {
    name: 'property-missing',
    tweaks: { property: 'nope' },
    state: 'failed',
    cause: 'property-missing',
    evidence: 'property nope does not exist in data of secret "github-pat"',
  },
  {
    name: 'store-forbidden',
    tweaks: { store: 'forbidden' },
    beside: ({ platform }) => [
      kubernetesStore('forbidden', platform.controlPlane.url, {
        namespace: 'default',
      }),
    ],
    state: 'store-unavailable',
    cause: null,
    evidence: 'ClusterSecretStore "forbidden" is not ready',
  },
  {
    name: 'store-unreachable',
    tweaks: { store: 'unreachable' },
    beside: ({ canaries }) => [
      secret('default', 'vault-token', { token: canaries.plant() }),
      unreachableStore('unreachable'),
    ],
    state: 'store-unavailable',
    cause: null,
    evidence: 'ClusterSecretStore "unreachable" is not ready',
  },
  {
    name: 'store-missing',
    tweaks: { store: 'no-such-store' },
    state: 'failed',
    cause: 'store-missing',
    evidence: 'could not get ClusterSecretStore "no-such-store"',
  },
  {
    name: 'denied',
    tweaks: { store: 'denying' },
    beside: ({ platform }) => [
      kubernetesStore('denying', platform.controlPlane.url, {
        conditions: [{ namespaces: ['somewhere-else'] }],
      }),
    ],
    state: 'denied',
    cause: null,
    evidence: 'denied by spec.condition',
  },
  {
    name: 'template-unknown-key',
    tweaks: { target: { template: { data: { x: '{{ .nokey }}' } } } },
    state: 'failed',
    cause: 'template',
    evidence: 'map has no entry for key "nokey"',
  },
  {
    name: 'template-unknown-function',
    tweaks: { target: { template: { data: { x: '{{ .token | nofunc }}' } } } },
    state: 'failed',
    cause: 'template',
    evidence: 'function "nofunc" not defined',
  },
  {
    name: 'invalid-docker-json',
    tweaks: {
      target: {
        template: {
          type: 'kubernetes.io/dockerconfigjson',
          data: { '.dockerconfigjson': 'not json {{ .token }}' },
        },
      },
    },
    state: 'failed',
    cause: 'invalid-secret',
    evidence: 'is invalid: data[.dockerconfigjson]: Invalid value',
  },
  {
    name: 'immutable-target',
    beside: ({ canaries }) => [
      secret(
        caseNamespace('immutable-target'),
        'immutable-target',
        { old: canaries.plant() },
        { immutable: true },
      ),
    ],
    state: 'failed',
    cause: 'target-immutable',
    evidence: 'secret is immutable',
  },
  {
    name: 'name-taken',
    beside: () => [externalSecret(caseNamespace('name-taken'), 'name-taken')],
    state: 'conflict',
    cause: 'name-taken',
    evidence: 'external secret already exists in namespace',
  },
];

/** The labels of a case's namespace: it confirms operator-cases, and asks. */
export function caseLabels(
  ...distributions: readonly string[]
): Record<string, string> {
  return Object.assign(
    { 'backstage.io/kubernetes-id': 'operator-cases' },
    ...distributions.map(requestLabel),
  );
}

/** The distribution of a case. */
export function caseDistribution({ name, tweaks }: OperatorCase): Manifest {
  return distribution(name, tweaks);
}
