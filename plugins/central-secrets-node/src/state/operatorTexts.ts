/**
 * The texts and names by which External Secrets Operator says what happened,
 * from its source at v2.9.0 (pkg/controllers/externalsecret and
 * pkg/controllers/clusterexternalsecret), the same as at v0.20.4.
 */

/** Reasons of Ready=True with which a Secret is there. */
export const SYNCED_REASONS: ReadonlySet<string> = new Set([
  'SecretSynced',
  // The same for a target that is not a Secret (`spec.target.manifest`).
  'ResourceSynced',
]);

/** Reasons of Ready=True with which no Secret is there. */
export const MISSING_REASONS: ReadonlySet<string> = new Set([
  'SecretMissing',
  'ResourceMissing',
]);
export const DELETED_REASONS: ReadonlySet<string> = new Set([
  'SecretDeleted',
  'ResourceDeleted',
]);

/** Messages of the Ready condition that say the cause themselves. */
export const MESSAGE_OWNED = 'target is owned by another ExternalSecret';
export const MESSAGE_NO_OWNERSHIP = 'failed to take ownership of target secret';
export const MESSAGE_IMMUTABLE = 'could not update secret, target is immutable';
/**
 * Ready=True although the source gave nothing; the values written before stay.
 */
export const MESSAGE_RETAINED = 'secret retained due to DeletionPolicy=Retain';

/** How the message begins when the operator could not read the sources. */
export const STAGE_READ = 'could not get secret data from provider';
/** How it begins when the operator could not render or write the Secret. */
export const STAGE_WRITE = 'could not update secret';

/** The event of each time that the operator makes the Secret. */
export const EVENT_CREATED = 'Created';

/** The event that holds the cause of a failed attempt. */
export const EVENT_UPDATE_FAILED = 'UpdateFailed';

/** The event that holds the cause why a store is not ready. */
export const EVENT_INVALID_STORE = 'InvalidProviderConfig';
/** The reason of a store that is Ready although its check failed, and of the event that says how. */
export const STORE_UNVALIDATED = 'ValidationUnknown';

/** Reasons in a ClusterExternalSecret's `status.failedNamespaces`. */
export const FAILED_NAME_TAKEN = 'external secret already exists in namespace';
/** How the reason begins when the copy itself could not be written. */
export const FAILED_COPY = 'could not create or update ExternalSecret';
export const FAILED_FINALIZER = 'could not add namespace finalizer';
export const FAILED_DELETION =
  'external secret in non matching namespace could not be deleted';
export const FAILED_SELECTOR = 'failed to convert label selector';
/** ESO tries again at once after a write that met another one. */
export const FAILED_WRITE_CONFLICT = 'the object has been modified';
export const FAILED_EVERYWHERE_REASON =
  /^failed to (?:convert label selector|list namespaces)/;

/**
 * Whether an entry of `status.failedNamespaces` stands for all namespaces, as
 * where none could be listed.
 *
 * @public
 */
export function isFailureEverywhere({
  namespace,
  reason,
}: {
  readonly namespace: string;
  readonly reason: string;
}): boolean {
  return namespace === 'unknown' && FAILED_EVERYWHERE_REASON.test(reason);
}

/** The finalizer that ESO puts on each ExternalSecret. */
export const COPY_FINALIZER =
  'externalsecrets.external-secrets.io/externalsecret-cleanup';

/** What the API server says of a finalizer whose name is too long. */
export const FINALIZER_TOO_LONG = 'name part must be no more than 63 bytes';

/** The finalizer that ESO puts on each namespace it provisions, one per ClusterExternalSecret. */
const NAMESPACE_FINALIZER = 'externalsecrets.external-secrets.io/ces-';

/** The finalizer for one distribution. @public */
export function namespaceFinalizer(distribution: string): string {
  return `${NAMESPACE_FINALIZER}${distribution}`;
}

/** Whether a finalizer is the operator's, for whichever distribution. @public */
export function isNamespaceFinalizer(finalizer: string): boolean {
  return finalizer.startsWith(NAMESPACE_FINALIZER);
}

/** The distribution that a finalizer of the operator is about. @public */
export function distributionOfFinalizer(finalizer: string): string {
  return finalizer.slice(NAMESPACE_FINALIZER.length);
}

/** The longest name that a finalizer can hold: the part behind its slash has at most 63 characters. */
export const LONGEST_NAME_IN_FINALIZER = 63 - 'ces-'.length;

/** The beginning of a name, and a hash of the whole. */
const SHORTENED = /^(.{30,})-[0-9a-z]{6,}$/;

/**
 * Whether a finalizer may stand for a longer name than it says, so that nothing
 * tells which distribution needs it.
 */
export function mayBeShortened(finalizer: string): boolean {
  return (
    isNamespaceFinalizer(finalizer) &&
    SHORTENED.test(distributionOfFinalizer(finalizer))
  );
}

/**
 * Whether a finalizer may stand for a distribution whose name is too long for
 * it. From 2.14 on ESO shortens such a name and appends a hash (PR 7040);
 * before that, such a distribution reaches no namespace (issue 7016).
 *
 * @public
 */
export function isShortenedFinalizer(
  finalizer: string,
  distribution: string,
): boolean {
  const beginning = SHORTENED.exec(distributionOfFinalizer(finalizer))?.[1];
  return (
    beginning !== undefined &&
    isNamespaceFinalizer(finalizer) &&
    distribution.length > LONGEST_NAME_IN_FINALIZER &&
    distribution.startsWith(beginning)
  );
}
