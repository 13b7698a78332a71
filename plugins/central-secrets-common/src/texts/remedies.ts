/**
 * The English sentence of each `remedy`, without a full stop at its end. For
 * their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const REMEDY_TEXTS = {
  // unknown
  'connect-cluster':
    'Check why cluster {{cluster}} cannot be watched. The state is known again as soon as the connection works',
  'install-operator':
    'Install External Secrets Operator with its CRDs on cluster {{cluster}}: it has no {{kind}}',
  'renew-credential': "Renew the reader's credential for cluster {{cluster}}",
  'allow-reader':
    'Allow the reader of cluster {{cluster}} to list and watch {{kind}}',

  // terminating
  'remove-finalizers':
    'Remove the leftover finalizer ({{names}}): the operator does not remove it from a namespace that is no longer selected',
  'release-copy':
    'Check whether the operator runs: it removes the finalizer {{finalizer}} of ExternalSecret {{name}}. If it was uninstalled, remove the finalizer',
  'await-namespace-deletion': 'Wait: Kubernetes is deleting the namespace',
  'check-finalizers':
    'Check why the operator does not remove its finalizers from the namespace',
  'check-namespace-deletion':
    'Check what prevents the deletion of the namespace',

  // not-requested
  'request-by-label': 'Request it if the component needs it: label {{labels}}',
  'ask-platform':
    'Ask the platform team if the component needs it: no label requests it',

  // orphaned
  'await-copy-deletion': 'Wait: the copy is being deleted',
  'delete-copy':
    'Delete the copy as soon as it is no longer needed: the Secret that it owns is deleted with it',

  // conflict
  'free-name':
    'Rename or delete the other ExternalSecret {{externalSecret}} together with the team that declared it, or give the distribution another externalSecretName',
  'refresh-distribution': 'The name is free now: refresh the distribution',
  'choose-owner':
    'Let only one of them write the Secret {{secret}}: give one of them another target.name, or remove one of the two',
  'choose-writer':
    'Let only one of them write the Secret {{secret}}, or give each of them its own target.name',

  // denied
  'allow-namespace':
    'Add the namespace to spec.conditions of {{store}} if it may have this secret; otherwise remove the request',
  'await-allowed-attempt':
    'The store allows it now: the operator retries within 7 minutes',

  // pending
  'check-controller-class':
    'Check whether an operator with controller class {{controllerClass}} runs: no other operator serves the store {{store}}',
  'check-operator': 'Check whether the operator runs, and read its log',
  'await-copy': 'Wait: this usually takes less than 10 seconds',

  // store-unavailable
  'check-store':
    'Check why {{store}} cannot be reached or used. The operator retries automatically',
  'await-ready-attempt':
    'The store is ready again: the operator retries within 7 minutes',

  'enable-reconciler':
    'Set {{flag}} of the operator to true (the value {{value}} of its Helm chart, which needs scopedRBAC false), and check that it runs',
  'speed-up-operator':
    'Raise --concurrent, --client-qps and --client-burst of the operator, or the refresh intervals of the distributions',
  'create-store-credential':
    'Create the Secret {{secret}} in namespace {{namespace}}, or correct auth in {{store}}. The operator retries automatically',
  'complete-store-credential':
    'Add the key {{key}} to the Secret that auth in {{store}} names, or correct the key there. The operator retries automatically',
  'create-store-account':
    'Create the ServiceAccount {{account}}, or correct auth in {{store}}: the command shows in which namespaces it exists. The operator retries automatically',
  'correct-certificate':
    'Correct caBundle or caProvider in {{store}}, or renew the certificate of the provider. The operator retries automatically',
  'unseal-provider':
    'Unseal the provider of {{store}}. The operator retries automatically',
  'correct-provider-address':
    'Correct the address of the provider in {{store}}, or its DNS entry. The operator retries automatically',
  'grant-store-rights':
    'Give the identity of {{store}} the right to get Secrets where it reads. The operator retries automatically',

  // failed
  'correct-selector':
    'Correct the selector in ClusterExternalSecret {{distribution}}',
  'shorten-name':
    'Give the ClusterExternalSecret a name with at most 59 characters, and set spec.externalSecretName to {{externalSecret}} so that its copies keep their name; or upgrade the operator to 2.14',
  'create-source':
    'Create {{source}} where {{store}} reads, or correct remoteRef.key in {{definition}}. The operator retries within 7 minutes',
  'create-source.unnamed':
    'Create the source secret where {{store}} reads, or correct remoteRef.key in {{definition}}. The operator retries within 7 minutes',
  'add-key':
    'Add the key {{property}} to the source secret {{source}}, or correct remoteRef.property in {{definition}}. The operator retries within 7 minutes',
  'add-key.unnamed-key':
    'Add the key to the source secret {{source}}, or correct remoteRef.property in {{definition}}. The operator retries within 7 minutes',
  'add-key.unnamed-source':
    'Add the key {{property}} to the source secret, or correct remoteRef.property in {{definition}}. The operator retries within 7 minutes',
  'add-key.unnamed':
    'Add the key to the source secret, or correct remoteRef.property in {{definition}}. The operator retries within 7 minutes',
  'correct-value':
    'Correct the source value, or its reading in {{definition}}: the message says what was expected. The operator retries within 7 minutes',
  'renew-store-credential':
    'Create or renew the credential that {{store}} refers to under auth. The operator retries within 7 minutes',
  'check-provider':
    'Check the address, the certificate and the health of the provider of {{store}}. The operator retries within 7 minutes',
  'ask-less-often':
    "Raise the refresh intervals of the ExternalSecrets that use {{store}}, or the provider's limit. The operator retries within 7 minutes",
  'correct-generator':
    'Correct the generator that {{definition}} refers to in generatorRef: the message says what is wrong',
  'correct-generator.named':
    'Correct the generator {{names}} that {{definition}} refers to, or the credential that it uses: the message says what is wrong. The operator retries within 7 minutes',
  'create-generator':
    'Create the generator {{generator}} in namespace {{namespace}}, or correct generatorRef in {{definition}}. The operator retries within 7 minutes',
  'create-generator.distribution':
    'Refer to a ClusterGenerator in {{definition}}, or create the generator {{generator}} in namespace {{namespace}}: the operator looks for it in the namespace of each copy',
  'create-generator.cluster-wide':
    'Create the generator {{generator}}, or correct generatorRef in {{definition}}. The operator retries within 7 minutes',
  'create-store':
    'Create {{store}}, or correct secretStoreRef in {{definition}}',
  'grant-right':
    'Give {{user}} the right to {{verb}} {{resource}} in namespace {{namespace}}. The command answers yes as soon as it has the right; the operator then retries within 7 minutes',
  'grant-right.everywhere':
    'Give {{user}} the right to {{verb}} {{resource}} in the whole cluster. The command answers yes as soon as it has the right; the operator then retries within 7 minutes',
  'grant-right.unnamed':
    'Give the identity of {{store}} the right that the message names',
  'grant-right.operator': 'Give the operator the right that the message names',
  'correct-template':
    'Correct target.template in {{definition}}: the message names the key and the place',
  'correct-secret':
    'Correct target.template or the keys in {{definition}}, so that the result is a valid {{type}}',
  'restore-webhook':
    'Restore the webhook {{webhook}}: the command shows its owner. The operator retries within 7 minutes',
  'raise-quota':
    'Raise the ResourceQuota {{quota}} of namespace {{namespace}}, or delete objects that it counts. The operator retries within 7 minutes',
  'raise-quota.unnamed':
    'Raise the ResourceQuota of namespace {{namespace}} that is used up, or delete objects that it counts. The operator retries within 7 minutes',
  'change-policy':
    'Change the policy or webhook that the message names, or the object that it refuses',
  'change-policy.named':
    'Change the policy or webhook that refuses the object, or the object. These are asked: {{names}}',
  'match-definitions':
    "Install the custom resource definitions of the operator's version",
  'delete-immutable':
    'Delete the Secret {{secret}}: the operator writes it again. Its consumers are without it for a moment',
  'await-cause': 'Wait: the cause is usually known within a second',
  'read-operator-log': "Read the operator's log for the cause",
  'create-target':
    'Create the Secret {{secret}} in namespace {{namespace}}: with creationPolicy Merge, the operator only adds to an existing Secret',
  'create-target.other-kind':
    'Create the {{kind}} {{name}} in namespace {{namespace}}: with creationPolicy Merge, the operator only adds to an existing object',
  'restore-source':
    'Restore the source, or correct its reference in {{definition}}',
  'check-secret':
    'Check whether the Secret exists, and read the log of the operator',

  // failed or conflict, of a push
  'choose-push-writer':
    'Let only one PushSecret write {{path}}: remove the entry from the others, or give each its own remoteKey or property',
  'restore-push-source':
    'Create the Secret that PushSecret {{name}} reads in namespace {{namespace}}, or correct spec.selector',
  'add-push-key':
    'Add the key {{key}} to the Secret {{secret}}, or correct secretKey in PushSecret {{name}}',
  'adopt-value':
    'If the operator may replace the value, add managed-by: external-secrets to its custom metadata in {{store}}, or delete it. Otherwise, give PushSecret {{name}} another remoteKey',
  'allow-push':
    'Allow the identity of {{store}} to write {{path}} at the provider',
  'allow-push-deletion':
    'Check whether the store still exists and its identity may delete the values. To keep them, remove the finalizer of PushSecret {{name}}',
  'correct-push': 'Correct PushSecret {{name}}: the message says what is wrong',

  // stale or synced, of a push
  'check-pushes':
    'Check whether the operator runs and keeps up. The path keeps the value of the last push',
  'await-push-deletion': 'Wait: the operator is deleting it',
  'no-action.pushed':
    'No action needed. Backstage does not read values: the operator reported this push as successful',

  // outdated
  'delete-to-rewrite':
    'The operator writes this Secret once and ignores later changes. To have it written again, delete the Secret {{secret}}; its consumers are without it for a moment',
  'delete-to-rewrite.other-kind':
    'The operator writes this {{kind}} once and ignores later changes. To have it written again, delete {{name}}; its consumers are without it for a moment',
  'await-change':
    'Wait: the operator applies a change within seconds. If the state does not change, ask the platform team to check the operator',

  // stale
  'check-refresh':
    'Check whether the operator runs and keeps up. The existing copy still works, with the value of its last refresh',

  // synced
  'no-action':
    'No action needed. Backstage does not read Secrets: the operator reported at its last sync that this one exists',
  'no-action.other-kind':
    'No action needed. The operator reported at its last sync that this {{kind}} exists',
  'no-action.none-written': 'No action needed',
} as const;
