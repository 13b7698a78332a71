/**
 * The names by which clusters, the catalog and this plugin understand each
 * other. All of them are contract.
 */

/** On a ClusterExternalSecret: `"true"` lets owners ask for it themselves. @public */
export const ANNOTATION_SELF_SERVICE = 'central-secrets/self-service';
/** On a ClusterExternalSecret: its purpose, in a few words. @public */
export const ANNOTATION_DESCRIPTION = 'central-secrets/description';
/** On a ClusterExternalSecret: entity refs of the owners who may ask, comma-separated; absent: every owner. @public */
export const ANNOTATION_ALLOWED_OWNERS = 'central-secrets/allowed-owners';
/** On a ClusterExternalSecret: a page to read. @public */
export const ANNOTATION_DOCUMENTATION_URL = 'central-secrets/documentation-url';
/**
 * On a ClusterExternalSecret: the purpose of each key, `key=purpose` per line.
 * @public
 */
export const ANNOTATION_KEYS_PURPOSE = 'central-secrets/keys-purpose';

/**
 * On a ClusterExternalSecret: `pull-request` lets a request change labels only by
 * a reviewed pull request.
 * @public
 */
export const ANNOTATION_APPROVAL = 'central-secrets/approval';
/** On a ClusterExternalSecret: entity refs of those who review its pull requests, comma-separated. @public */
export const ANNOTATION_REVIEWERS = 'central-secrets/reviewers';
/** On a ClusterExternalSecret: `required` asks for the reason of each request. @public */
export const ANNOTATION_REASON = 'central-secrets/reason';
/**
 * On a ClusterExternalSecret: the environments whose namespaces may request it,
 * comma-separated; absent: all.
 * @public
 */
export const ANNOTATION_ENVIRONMENTS = 'central-secrets/environments';

/** Every annotation that a ClusterExternalSecret may have under `central-secrets/`. @public */
export const DISTRIBUTION_ANNOTATIONS = [
  ANNOTATION_SELF_SERVICE,
  ANNOTATION_DESCRIPTION,
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_DOCUMENTATION_URL,
  ANNOTATION_KEYS_PURPOSE,
  ANNOTATION_APPROVAL,
  ANNOTATION_REVIEWERS,
  ANNOTATION_REASON,
  ANNOTATION_ENVIRONMENTS,
] as const;

/** On a Namespace: the one entity that it belongs to. @public */
export const ANNOTATION_ENTITY_REF = 'central-secrets/entity-ref';
/** On a Namespace: the owner that it belongs to. @public */
export const ANNOTATION_OWNER = 'central-secrets/owner';
/** On a Namespace: the catalog's id of the component (a label there). @public */
export const LABEL_KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** On an entity: the namespace it runs in. @public */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';
/** On an entity: the id that its namespaces carry as a label. @public */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
/** On an entity: the one cluster it runs in. @public */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
