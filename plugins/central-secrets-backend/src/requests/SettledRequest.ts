import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  LabelChange,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Plan } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestEntry } from '../history';
import { ClusterInventory } from '../inventory';

/** All that is settled about a request before a cluster or a host is asked. */
export interface SettledRequest {
  readonly entity: Entity;
  readonly userRef: string;
  /** In whose name the user asks. */
  readonly owners: readonly string[];
  readonly cluster: ClusterInventory;
  readonly namespace: string;
  /** Its name; of a removal it may be gone. */
  readonly distribution: string;
  readonly action: 'add' | 'remove';
  /** Whether the distribution is given only by a reviewed pull request. */
  readonly isReviewed: boolean;
  /** Why, in the words of the user. */
  readonly reason?: string;
  readonly way: RequestWay;
}

/** How a request came, where it did not come by a page or a template. */
export interface RequestWay {
  /** Who made it for the user. */
  readonly via?: 'assistant';
  /**
   * What the user has confirmed (`planIdOf`); undefined: the user saw the plan
   * on the page.
   */
  readonly planId?: string;
}

/** A change of a namespace's labels, as it is planned now. */
export interface NamespacePlan {
  readonly namespace: NamespaceRecord;
  readonly plan: Plan;
  readonly change: LabelChange;
}

/** What the history has of a request and of its pull request alike. */
export function recordOf(
  request: SettledRequest,
  labels: LabelChange,
): Omit<RequestEntry, 'id' | 'requestedAt' | 'reason'> {
  const { entity, cluster, namespace, distribution, action, userRef, way } =
    request;
  return {
    entityRef: stringifyEntityRef(entity),
    cluster: cluster.name,
    namespace,
    distribution,
    action,
    labels,
    userRef,
    ...(way.via ? { via: way.via } : {}),
  };
}
