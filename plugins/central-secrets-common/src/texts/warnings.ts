/**
 * The English sentence of each warning beside a state, by `WARNING_CODES`,
 * without a full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const WARNING_TEXTS = {
  contested:
    'Other ExternalSecrets also write the Secret {{secret}}: {{names}}',
  'refresh-disabled':
    'It is written once and never refreshed: a new value at the source does not arrive',
  'refresh-disabled.immutable':
    'The Secret is immutable and keeps its first value: a new value at the source does not arrive, and the operator still reports each refresh as synced',
  'generated-once':
    'A generator makes the value, and only once: if the Secret or the copy is deleted, the next value is another one ({{names}})',
  'generated-expires':
    'What the generator {{generator}} makes is valid for {{hours}} h and is not refreshed before that: its consumers may get an expired value',
  'generated-expires.expired':
    'What the generator {{generator}} made was valid for {{hours}} h and expired {{at}}: its consumers may have an expired value',
  'sync-window-closed':
    'Not refreshed now, because of a sync window. The next refresh is allowed {{at}}',
  'sync-window-closed.for-long':
    'Its sync windows allow no refresh in the near future: a new value at the source does not arrive',
  'deleted-repeatedly':
    'The Secret {{secret}} is deleted again and again: since it was first created {{at}}, the operator has created it {{times}} times',
  'deleted-repeatedly.argo-cd':
    'The Secret {{secret}} is deleted again and again: since it was first created {{at}}, the operator has created it {{times}} times. It carries {{mark}}, so Argo CD may delete it as an object that it does not deploy. Set target.template.metadata, so that the operator does not copy the labels and annotations of the ExternalSecret',
  'no-secret-written':
    'creationPolicy None: the source is read, but no Secret is written',
  'store-not-ready':
    'The store {{store}} is not ready: the next sync fails unless it becomes ready before. The existing copy stays in place',
  'namespace-finalizer-left':
    'The namespace still has the finalizer {{finalizer}}: its deletion hangs until the finalizer is removed',
  'pending-unusually-long': 'It has been pending for longer than usual',
  'earlier-copy-in-place':
    'The Secret {{secret}} was last written {{at}} and may have been removed since',
  'earlier-copy-in-place.source-empty':
    'The source no longer has any data. The Secret {{secret}} was last written {{at}} and may have been removed since',
  'partial-knowledge.store-seen-before':
    'Information is incomplete: {{kind}} cannot be read ({{because}}), so the last known state of the store may have changed',
  'partial-knowledge.store-unseen':
    'Information is incomplete: {{kind}} cannot be read ({{because}}), so it is not known whether the store is ready and allows the namespace',
  'partial-knowledge.events-unseen':
    'Information is incomplete: events cannot be read ({{because}}), and the cause is only in an event',
  'partial-knowledge.event-awaited':
    'Information is incomplete: the event with the cause may still arrive',
  'partial-knowledge.event-gone':
    'Information is incomplete: the event with the cause no longer exists, because Kubernetes keeps events for an hour',
  'shared-fault': 'The fault is in {{store}}, and not in this delivery',
  'shared-fault.suspected':
    'The fault is probably in {{store}}, and not in this delivery: all deliveries that read it fail, although it is ready',
  unused:
    'Not used by any pod, workload, ServiceAccount or Ingress in the namespace: Secret {{secret}}. It is not known whether a program or controller reads it from the API server',
  'label-not-found':
    'It has a label for Kargo, but namespace {{namespace}} is not a Kargo project: Kargo finds it only if the namespace is one of those for global credentials',
  'label-not-found.argo-cd':
    'It has a label for Argo CD, which finds it only in its own namespace: Argo CD was not found in namespace {{namespace}}',
  'old-value-in-pods_one':
    'A pod still uses the previous value: it started before the Secret was last written, and reads it only at its start ({{names}})',
  'old-value-in-pods_other':
    '{{count}} pods still use the previous value: they started before the Secret was last written, and read it only at their start ({{names}})',
  'old-value-in-pods.since_one':
    'A pod still uses the previous value: it started before the Secret was last written {{at}}, and reads it only at its start ({{names}})',
  'old-value-in-pods.since_other':
    '{{count}} pods still use the previous value: they started before the Secret was last written {{at}}, and read it only at their start ({{names}})',
  'value-not-replaced':
    'With updatePolicy IfNotExists, the operator leaves a value that is already at the path as it is',
  'path-not-read': 'No ExternalSecret is known to read the path',
  'path-not-written': 'No PushSecret is known to write the path',
  'push-not-created':
    'ClusterPushSecret {{name}} cannot create its PushSecret in every namespace that it selects: {{names}}',
  'entries-left-out':
    'Information is incomplete: PushSecret {{names}} has more entries than are shown here',
} as const;
