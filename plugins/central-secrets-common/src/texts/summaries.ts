/**
 * The English sentence of each delivery's state (`summary`), without a full
 * stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const SUMMARY_TEXTS = {
  // unknown
  'kind-unreadable': 'Unknown: {{kind}} of cluster {{cluster}} cannot be read',
  'cluster-unobserved': 'Unknown: no connection to cluster {{cluster}}',

  // terminating
  'namespace-terminating': 'The namespace is being deleted',
  'namespace-held':
    'The namespace is being deleted, but a leftover finalizer holds it',

  // not-requested
  'not-requested': 'Namespace {{namespace}} does not request it',

  // orphaned
  'copy-leaving': 'It was removed, and the copy is being deleted',
  'copy-left': 'It is no longer requested, but the copy still exists',

  // conflict
  'name-taken':
    'Another ExternalSecret in the namespace already has the name {{name}}',
  'name-was-taken':
    'Another ExternalSecret had the name {{name}} when the operator last checked',
  'secret-owned-by-another':
    'The Secret {{secret}} belongs to another ExternalSecret, {{owner}}',
  'secret-owned-by-another.unnamed':
    'The Secret {{secret}} belongs to another owner',
  'several-writers':
    'Several ExternalSecrets write the Secret {{secret}}, and none of them owns it: {{names}}',

  // denied
  'store-denies': 'The store {{store}} does not allow namespace {{namespace}}',
  'store-denied-before':
    'The store {{store}} did not allow namespace {{namespace}} at the last attempt',

  // pending
  'other-controller-class':
    'The store belongs to controller class {{controllerClass}}; an operator of another class ignores it',
  'request-not-seen':
    'The operator has just created the copy; the request for it is not known here yet',
  'copy-awaited':
    'It was requested, and the operator has not created the copy yet',
  'attempt-awaited': 'The operator has not tried to sync it yet',
  'copy-deleted':
    'The copy is being deleted, and the operator will create it again',
  'declared-deleted': 'It is being deleted',

  // store-unavailable
  'store-unavailable': 'The store {{store}} is not ready',
  'store-unavailable-before':
    'The store {{store}} was not ready at the last attempt',

  // failed
  'selector-invalid':
    "One of the distribution's selectors is invalid, so the operator selects no namespace at all",
  'not-provisioned':
    'The operator could not create or update the copy in this namespace',
  'source-missing': 'The source secret {{source}} does not exist',
  'source-missing.unnamed': 'The source secret does not exist',
  'property-missing': 'The source secret {{source}} has no key {{property}}',
  'property-missing.unnamed-key':
    'The source secret {{source}} does not have the requested key',
  'property-missing.unnamed-source':
    'The source secret has no key {{property}}',
  'property-missing.unnamed':
    'The source secret does not have the requested key',
  'value-unusable': 'The source value is not in the form that the spec reads',
  'store-missing': '{{store}} does not exist',
  'store-login':
    'The provider refuses the credential of {{store}}, or the credential is missing',
  'provider-unavailable': 'The provider of {{store}} is not available',
  'provider-throttled':
    'The provider of {{store}} refuses requests: there are too many',
  'generator-failed': 'The generator does not exist, or it fails',
  'right-missing':
    '{{user}} may not {{verb}} {{resource}} in namespace {{namespace}}',
  'right-missing.everywhere':
    '{{user}} may not {{verb}} {{resource}} in the whole cluster',
  'right-missing.unnamed':
    'The operator does not have a right that this delivery needs',
  'template-failed': 'The template cannot be rendered',
  'secret-invalid': 'The API server refuses the Secret {{secret}} as invalid',
  'webhook-silent':
    'The webhook {{webhook}} does not answer, so the API server refuses the write',
  'quota-used-up': 'The ResourceQuota {{quota}} of the namespace is used up',
  'quota-used-up.unnamed': 'A ResourceQuota of the namespace is used up',
  'admission-refused': 'An admission policy or webhook refuses the object',
  'target-immutable': 'The Secret {{secret}} is immutable and has other data',
  'cause-awaited':
    'The last attempt has just failed; the event with the cause is not known here yet',
  'cause-in-event':
    'The last attempt failed; only the message of the operator says why',
  'cause-gone':
    'The last attempt failed; the event with the cause no longer exists',
  'target-missing':
    'The Secret {{secret}} to merge into does not exist, so nothing was written',
  'source-gone':
    'The source no longer exists, and the Secret {{secret}} was deleted with it',
  'source-empty':
    'The source has no data, and the Secret {{secret}} was never written',
  'reason-unknown':
    'The operator reports Ready with an unknown reason: {{reason}}',

  // outdated
  'changed-since': 'It changed after the last sync',

  // stale
  'refresh-overdue': 'Its refresh is long overdue',

  // synced
  synced: 'The Secret {{secret}} is up to date',
  'source-read': 'The source was read; no Secret is written, as declared',
} as const;
