/**
 * The English sentence of each `remedy`, without a full stop at its end. For
 * their form, see `ENGLISH_TEXTS`.
 */
export const REMEDY_TEXTS = {
  // unknown
  'connect-cluster':
    'See why cluster {{cluster}} cannot be watched. Knowledge returns by itself when it can',
  'install-operator':
    'Install External Secrets Operator with its CRDs on cluster {{cluster}}: it has no {{kind}}',
  'renew-credential': "Renew the reader's credential for cluster {{cluster}}",
  'allow-reader':
    'Let the reader of cluster {{cluster}} list and watch {{kind}}',

  // terminating
  'remove-finalizers':
    'Take away the finalizer that was left behind ({{names}}): the operator does not do it for a namespace that is no longer selected',
  'await-namespace-deletion': 'Wait: Kubernetes is deleting the namespace',
  'check-finalizers':
    'See why the operator does not take its finalizers off the namespace',
  'check-namespace-deletion': 'See what keeps the namespace from being deleted',

  // not-requested
  'request-by-label': 'Request it, if the component needs it: label {{labels}}',
  'ask-platform':
    'Ask the platform team, if the component needs it: no label asks for it',

  // orphaned
  'await-copy-deletion': 'Wait: the copy is being deleted',
  'delete-copy':
    'Delete the copy, once nobody needs it: a Secret that it owns goes with it',

  // conflict
  'free-name':
    'Rename or delete the other ExternalSecret {{externalSecret}}, together with the team that declared it; or give the distribution another externalSecretName',
  'refresh-distribution': 'The name is free now: have the operator look again',
  'choose-owner':
    'Let only one write the Secret {{secret}}: give one of them another target.name, or take away one of the two',
  'choose-writer':
    'Let only one of them write the Secret {{secret}}, or give each a target.name of its own',

  // denied
  'allow-namespace':
    'Add the namespace to spec.conditions of {{store}}, if it may have this secret; otherwise take the request back',
  'await-allowed-attempt':
    'The store allows it now: the operator tries again by itself within 7 minutes',

  // pending
  'check-controller-class':
    'See whether an operator with controller class {{controllerClass}} runs: only that one serves the store {{store}}',
  'check-operator': 'See whether the operator runs, and what it says',
  'await-copy': 'Wait: this usually takes less than 10 seconds',

  // store-unavailable
  'check-store':
    'See why {{store}} cannot be reached or used. The operator tries again by itself',
  'await-ready-attempt':
    'The store is ready again: the operator tries again by itself within 7 minutes',

  // failed
  'correct-selector':
    'Correct the selector in ClusterExternalSecret {{distribution}}',
  'create-source':
    'Create {{source}} where {{store}} reads, or correct remoteRef.key in {{definition}}. The operator tries again by itself within 7 minutes',
  'create-source.unnamed':
    'Create the source secret where {{store}} reads, or correct remoteRef.key in {{definition}}. The operator tries again by itself within 7 minutes',
  'add-key':
    'Add the key {{property}} to the source secret {{source}}, or correct remoteRef.property in {{definition}}. The operator tries again by itself within 7 minutes',
  'add-key.unnamed-key':
    'Add the key to the source secret {{source}}, or correct remoteRef.property in {{definition}}. The operator tries again by itself within 7 minutes',
  'add-key.unnamed-source':
    'Add the key {{property}} to the source secret, or correct remoteRef.property in {{definition}}. The operator tries again by itself within 7 minutes',
  'add-key.unnamed':
    'Add the key to the source secret, or correct remoteRef.property in {{definition}}. The operator tries again by itself within 7 minutes',
  'create-store':
    'Create {{store}}, or correct secretStoreRef in {{definition}}',
  'grant-right':
    'Give {{user}} the right to {{verb}} {{resource}} in namespace {{namespace}}. The command says yes when it has it; the operator then tries again by itself within 7 minutes',
  'grant-right.everywhere':
    'Give {{user}} the right to {{verb}} {{resource}} in the whole cluster. The command says yes when it has it; the operator then tries again by itself within 7 minutes',
  'grant-right.unnamed':
    'Give the identity of {{store}} the right that the message names',
  'correct-template':
    'Correct target.template in {{definition}}: the message names the key and the place',
  'correct-secret':
    'Correct target.template or the keys in {{definition}}, so that the result is a valid {{type}}',
  'restore-webhook':
    'Have the webhook {{webhook}} answer again: the command shows whose it is. The operator tries again by itself within 7 minutes',
  'raise-quota':
    'Raise the ResourceQuota {{quota}} of namespace {{namespace}}, or have something deleted that it counts. The operator tries again by itself within 7 minutes',
  'change-policy':
    'Change the policy or webhook that the message names, or what it refuses',
  'delete-immutable':
    'Delete the Secret {{secret}}: the operator writes it anew. Whatever uses it is without it for that moment',
  'await-cause': 'Wait: why it failed is usually known within a second',
  'read-operator-log': "Read the operator's log for the cause",
  'create-target':
    'Create the Secret {{secret}} in namespace {{namespace}}: with creationPolicy Merge the operator only adds to one that is there',
  'restore-source':
    'Bring the source back, or correct what {{definition}} reads',
  'check-secret': 'See whether the Secret is there, and what the operator says',

  // outdated
  'delete-to-rewrite':
    'The operator writes this Secret once and ignores later changes. To have it written anew, delete the Secret {{secret}}; whatever uses it is without it for that moment',
  'await-change':
    'Wait: the operator takes a change up within seconds. If this stays, the platform team should look at the operator',

  // stale
  'check-refresh':
    'See whether the operator runs and keeps up. The copy that is there goes on working, with the value of its last refresh',

  // synced
  'no-action':
    'Nothing to do. Nobody here reads Secrets: that it is there is what the operator wrote down when it last looked',
  'no-action.none-written': 'Nothing to do',
} as const;
