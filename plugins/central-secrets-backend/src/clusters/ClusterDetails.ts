import { ClusterConnection } from '@central-secrets/kubernetes-client';

/** One cluster, as configured. */
export interface ClusterDetails {
  /** Unique; every key of the contract begins with it. */
  readonly name: string;
  readonly title?: string;
  /** The only namespaces that the reader may read; undefined: all. */
  readonly namespaces?: readonly string[];
  /** Whether lists are asked for as streams, until the server refuses; undefined: yes. */
  readonly streamLists?: boolean;
  /** The namespace with the hub index; undefined: no index is read. */
  readonly hubIndexNamespace?: string;
  /** The operator's service account, as `namespace/name`; undefined: the one of its Helm chart. */
  readonly operatorServiceAccount?: string;
  /** The release of the operator; undefined: the cluster is asked. */
  readonly operatorVersion?: string;
  /** The identity that lists and watches. */
  readonly reader: ClusterConnection;
  /** The identity that may patch Namespaces; undefined: labels cannot be changed there. */
  readonly writer?: ClusterConnection;
}
