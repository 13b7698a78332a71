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
  unused:
    'Not used by any pod, workload, ServiceAccount or Ingress in the namespace: Secret {{secret}}. It is not known whether a program or controller reads it from the API server',
  'old-value-in-pods_one':
    'A pod still uses the previous value: it started before the Secret was last written, and reads it only at its start ({{names}})',
  'old-value-in-pods_other':
    '{{count}} pods still use the previous value: they started before the Secret was last written, and read it only at their start ({{names}})',
  'old-value-in-pods.since_one':
    'A pod still uses the previous value: it started before the Secret was last written {{at}}, and reads it only at its start ({{names}})',
  'old-value-in-pods.since_other':
    '{{count}} pods still use the previous value: they started before the Secret was last written {{at}}, and read it only at their start ({{names}})',
} as const;
