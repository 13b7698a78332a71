import { ControlPlane } from '../framework/controlPlane';
import { requestToken } from '../framework/hub';
import { Manifest } from './manifests';

const RBAC = 'rbac.authorization.k8s.io';
const NAMESPACE = 'backstage';

type Rule = Readonly<Record<'apiGroups' | 'resources' | 'verbs', string[]>>;

/** The rights that config.d.ts demands in each of the `namespaces`. */
const RULES: readonly Rule[] = [
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
  { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
  {
    apiGroups: ['external-secrets.io'],
    resources: ['externalsecrets', 'secretstores'],
    verbs: ['list', 'watch'],
  },
];

/**
 * The cluster-scoped kinds that stay unknown, as config.d.ts says, unless the
 * reader may list and watch them.
 */
const CLUSTER_RULES: readonly Rule[] = [
  {
    apiGroups: ['external-secrets.io'],
    resources: ['clusterexternalsecrets', 'clustersecretstores'],
    verbs: ['list', 'watch'],
  },
];

/**
 * A service account for Backstage that has only the rights given by these
 * methods.
 */
export class NamespacedReader {
  constructor(readonly name: string) {}

  get account(): Manifest {
    return {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: this.name, namespace: NAMESPACE },
    };
  }

  /** The Role in an observed namespace. */
  roleIn(namespace: string): Manifest[] {
    const metadata = { name: this.name, namespace };
    return [
      { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: RULES },
      this.#binding('RoleBinding', metadata, 'Role', this.name),
    ];
  }

  /** A ClusterRole's rights in one namespace. */
  clusterRoleIn(namespace: string, clusterRole: string): Manifest {
    const metadata = { name: clusterRole, namespace };
    return this.#binding('RoleBinding', metadata, 'ClusterRole', clusterRole);
  }

  /** The rights to cluster-scoped kinds. */
  get clusterRole(): Manifest[] {
    const metadata = { name: this.name };
    return [
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata,
        rules: CLUSTER_RULES,
      },
      this.#binding('ClusterRoleBinding', metadata, 'ClusterRole', this.name),
    ];
  }

  token(controlPlane: ControlPlane): Promise<string> {
    return requestToken(controlPlane, this.name, NAMESPACE);
  }

  #binding(
    kind: 'RoleBinding' | 'ClusterRoleBinding',
    metadata: object,
    roleKind: string,
    role: string,
  ): Manifest {
    return {
      apiVersion: `${RBAC}/v1`,
      kind,
      metadata,
      roleRef: { apiGroup: RBAC, kind: roleKind, name: role },
      subjects: [
        { kind: 'ServiceAccount', name: this.name, namespace: NAMESPACE },
      ],
    };
  }
}
