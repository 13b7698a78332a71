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

  'namespace-held-by-copy':
    'The namespace is being deleted, but the finalizer of ExternalSecret {{name}} holds it',

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
  'write-repeated':
    'Another write of the Secret came first; the operator repeats its own',
  'copy-awaited':
    'It was requested, and the operator has not created the copy yet',
  'distribution-ignored':
    'The operator has never reconciled a ClusterExternalSecret: its reconciler for this kind is disabled, or it does not run',
  'attempt-awaited': 'The operator has not tried to sync it yet',
  'copy-deleted':
    'The copy is being deleted, and the operator will create it again',
  'declared-deleted': 'It is being deleted',

  // store-unavailable
  'store-unavailable': 'The store {{store}} is not ready',
  'store-unavailable-before':
    'The store {{store}} was not ready at the last attempt',

  'store-ignored':
    'The operator has never validated a ClusterSecretStore: its reconciler for this kind is disabled, or it does not run',
  'store-fault.credential-missing':
    '{{store}} cannot log in: its Secret {{secret}} in namespace {{namespace}} does not exist',
  'store-fault.credential-key-missing':
    '{{store}} cannot log in: the Secret with its credential does not have the key {{key}}',
  'store-fault.account-missing':
    '{{store}} cannot log in: the ServiceAccount {{account}} does not exist',
  'store-fault.certificate':
    '{{store}} cannot connect: the certificate of the provider is not trusted or not valid',
  'store-fault.sealed': 'The provider of {{store}} is sealed',
  'store-fault.unresolved':
    '{{store}} cannot connect: the host name of the provider is not known to DNS',
  'store-fault.unreachable':
    '{{store}} cannot connect: the provider does not answer at its address',
  'store-fault.forbidden':
    'The identity of {{store}} may not read Secrets at the source',

  // failed
  'selector-invalid':
    "One of the distribution's selectors is invalid, so the operator selects no namespace at all",
  'name-too-long':
    'The name {{distribution}} is longer than 59 characters, so the operator creates no copy',
  'not-provisioned':
    'The operator could not create or update the copy in this namespace',
  'source-missing': 'The source secret {{source}} does not exist',
  'source-missing.unnamed': 'The source secret does not exist',
  'property-missing': 'The source secret {{source}} has no key {{property}}',
  'property-missing.keys-known':
    'The source secret {{source}} has no key {{property}}; its keys are {{names}}',
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
  'generator-missing':
    'The generator {{generator}} does not exist in namespace {{namespace}}',
  'generator-missing.cluster-wide':
    'The generator {{generator}} does not exist',
  'generator-failed.named': 'The generator {{names}} makes no value',
  'generator-failed': 'The generator does not exist, or it fails',
  'right-missing':
    '{{user}} may not {{verb}} {{resource}} in namespace {{namespace}}',
  'right-missing.everywhere':
    '{{user}} may not {{verb}} {{resource}} in the whole cluster',
  'right-missing.unnamed':
    'The operator does not have a right that this delivery needs',
  'template-failed': 'The template cannot be rendered',
  'secret-invalid': 'The API server refuses the Secret {{secret}} as invalid',
  'secret-invalid.other-kind':
    'The API server refuses the {{kind}} {{name}} as invalid',
  'webhook-silent':
    'The webhook {{webhook}} does not answer, so the API server refuses the write',
  'quota-used-up': 'The ResourceQuota {{quota}} of the namespace is used up',
  'quota-used-up.unnamed': 'A ResourceQuota of the namespace is used up',
  'admission-refused': 'An admission policy or webhook refuses the object',
  'target-immutable': 'The Secret {{secret}} is immutable and has other data',
  'definitions-mismatch':
    'The operator and its custom resource definitions are of different versions',
  'cause-awaited':
    'The last attempt has just failed; the event with the cause is not known here yet',
  'cause-in-event':
    'The last attempt failed; only the message of the operator says why',
  'cause-gone':
    'The last attempt failed; the event with the cause no longer exists',
  'target-missing':
    'The Secret {{secret}} to merge into does not exist, so nothing was written',
  'target-missing.other-kind':
    'The {{kind}} {{name}} to merge into does not exist, so nothing was written',
  'source-gone.other-kind':
    'The source no longer exists, and the {{kind}} {{name}} was deleted with it',
  'source-gone':
    'The source no longer exists, and the Secret {{secret}} was deleted with it',
  'source-empty':
    'The source has no data, and the Secret {{secret}} was never written',
  'reason-unknown':
    'The operator reports Ready with an unknown reason: {{reason}}',

  // failed or conflict, of a push
  'push-several-writers':
    'Several PushSecrets write {{path}}, and each replaces the value of the others: {{names}}',
  'push-source-missing':
    'The Secret {{secret}} does not exist in namespace {{namespace}}',
  'push-source-missing.unnamed':
    'No Secret of namespace {{namespace}} matches the selector of the PushSecret',
  'push-key-missing':
    'The Secret {{secret}} in namespace {{namespace}} has no key {{key}}',
  'push-not-managed':
    '{{store}} already has a value at {{path}} that the operator did not write',
  'push-not-deleted':
    'The operator cannot delete the values that PushSecret {{name}} wrote',
  'push-refused': '{{store}} does not allow the operator to write {{path}}',
  'push-failed':
    'The last push failed, and its message does not tell the cause',
  'push-failed-elsewhere':
    'The last push failed at another store, {{other}}: whether {{path}} was written is not known',

  // pending, terminating, stale or synced, of a push
  'push-awaited': 'The operator has not tried to push it yet',
  'push-leaving': 'The PushSecret is being deleted',
  'push-overdue': 'Its next push is long overdue',
  pushed: 'The operator reported its last push to {{path}} as successful',

  // outdated
  'changed-since': 'It changed after the last sync',

  // stale
  'refresh-overdue': 'Its refresh is long overdue',

  // synced
  synced: 'The Secret {{secret}} is up to date',
  'synced.other-kind': 'The {{kind}} {{name}} is up to date',
  'source-read': 'The source was read; no Secret is written, as declared',
} as const;
