/**
 * The English sentence of each delivery's state (`summary`), without a full
 * stop. For their form, see `ENGLISH_TEXTS`.
 */
export const SUMMARY_TEXTS = {
  // unknown
  'kind-unreadable':
    'Nobody knows: {{kind}} of cluster {{cluster}} cannot be read',
  'cluster-unobserved':
    'Nobody knows: cluster {{cluster}} is not being observed',

  // terminating
  'namespace-terminating': 'The namespace is being deleted',
  'namespace-held':
    'The namespace is being deleted and is held by a finalizer that was left behind',

  // not-requested
  'not-requested': 'Namespace {{namespace}} does not ask for it',

  // orphaned
  'copy-leaving': 'It was given back, and the copy is being deleted',
  'copy-left': 'Nothing asks for it any more, but the copy is still there',

  // conflict
  'name-taken':
    'Another ExternalSecret in the namespace already has the name {{name}}',
  'name-was-taken':
    'The name {{name}} was taken by another ExternalSecret when the operator last looked',
  'secret-owned-by-another':
    'The Secret {{secret}} belongs to another ExternalSecret, {{owner}}',
  'secret-owned-by-another.unnamed':
    'The Secret {{secret}} belongs to somebody else',
  'several-writers':
    'Several ExternalSecrets write the Secret {{secret}}, and none owns it: {{names}}',

  // denied
  'store-denies':
    'The store {{store}} does not let namespace {{namespace}} use it',
  'store-denied-before':
    'The store {{store}} did not let namespace {{namespace}} use it at the last attempt',

  // pending
  'other-controller-class':
    'The store is served by controller class {{controllerClass}}, and an operator of another class passes it over without a word',
  'request-not-seen':
    'The operator has just made the copy, and what asks for it is not known here yet',
  'copy-awaited':
    'It was asked for, and the operator has not made the copy yet',
  'attempt-awaited': 'The operator has not attempted it yet',
  'copy-deleted':
    'The copy is being deleted, and the operator will make it again',
  'declared-deleted': 'It is being deleted',

  // store-unavailable
  'store-unavailable': 'The store {{store}} is not ready',
  'store-unavailable-before':
    'The store {{store}} was not ready at the last attempt',

  // failed
  'selector-invalid':
    "One of the distribution's selectors is invalid, so the operator selects no namespace at all",
  'not-provisioned':
    'The operator could not make or update the copy in this namespace',
  'source-missing': 'The source secret {{source}} does not exist',
  'source-missing.unnamed': 'The source secret does not exist',
  'property-missing': 'The source secret {{source}} has no key {{property}}',
  'property-missing.unnamed-key':
    'The source secret {{source}} has no key of the name asked for',
  'property-missing.unnamed-source':
    'The source secret has no key {{property}}',
  'property-missing.unnamed':
    'The source secret has no key of the name asked for',
  'store-missing': '{{store}} does not exist',
  'right-missing':
    '{{user}} may not {{verb}} {{resource}} in namespace {{namespace}}',
  'right-missing.everywhere':
    '{{user}} may not {{verb}} {{resource}} in the whole cluster',
  'right-missing.unnamed':
    'The operator is not allowed to do what this delivery needs',
  'template-failed': 'The template cannot be filled in',
  'secret-invalid': 'The API server refuses the Secret {{secret}} as invalid',
  'webhook-silent':
    'The webhook {{webhook}} does not answer, and nothing is written without its answer',
  'quota-used-up':
    'The quota {{quota}} of the namespace leaves no room for the object',
  'admission-refused': 'A rule of the cluster refuses the object',
  'target-immutable': 'The Secret {{secret}} is immutable and holds other data',
  'cause-awaited':
    'The last attempt has just failed, and the event that says why is not known here yet',
  'cause-in-event':
    "The last attempt failed for a reason given only in the operator's own words",
  'cause-gone':
    'The last attempt failed, and the event that says why is not there',
  'target-missing':
    'There is no Secret {{secret}} to merge into, so nothing was written',
  'source-gone':
    'The source is gone, and the Secret {{secret}} was deleted with it',
  'source-empty':
    'The source has nothing, and the Secret {{secret}} was never written',
  'reason-unknown':
    'The operator says Ready for a reason that is not known here: {{reason}}',

  // outdated
  'changed-since': 'It was changed after it was last written',

  // stale
  'refresh-overdue':
    'It is long past the time at which it should have been refreshed',

  // synced
  synced: 'The Secret {{secret}} is there and up to date',
  'source-read':
    'The source was read as it should be; no Secret is to be written',
} as const;
