/**
 * The English sentence of each warning beside a state, by `WARNING_CODES`,
 * without a full stop. For their form, see `ENGLISH_TEXTS`.
 */
export const WARNING_TEXTS = {
  contested: 'The Secret {{secret}} is wanted by others, too: {{names}}',
  'refresh-disabled':
    'It is written once and never refreshed: a new value at the source does not arrive',
  'no-secret-written':
    'creationPolicy None: the source is read, but no Secret is written',
  'store-not-ready':
    'The store {{store}} is not ready: the next attempt will fail unless it is by then. What was written before stays',
  'namespace-finalizer-left':
    'The namespace still bears the finalizer {{finalizer}}: deleting the namespace will hang until it is taken away',
  'pending-unusually-long': 'It has been on its way for longer than is usual',
  'earlier-copy-in-place':
    'The Secret {{secret}} was last written {{at}} and may have been removed since',
  'earlier-copy-in-place.source-empty':
    'The source no longer has any data. The Secret {{secret}} was last written {{at}} and may have been removed since',
  'partial-knowledge.store-seen-before':
    'Not everything is known: {{kind}} cannot be seen ({{problem}}), so nobody knows whether what was last seen of the store is still true',
  'partial-knowledge.store-unseen':
    'Not everything is known: {{kind}} cannot be seen ({{problem}}), so nobody knows whether the store is ready and lets the namespace use it',
  'partial-knowledge.events-unseen':
    'Not everything is known: events cannot be seen ({{problem}}), and they alone hold the cause',
  'partial-knowledge.event-awaited':
    'Not everything is known: the event that holds the cause may still be on its way',
  'partial-knowledge.event-gone':
    'Not everything is known: the event that held the cause is gone: Kubernetes keeps events for an hour',
  unused:
    'Nothing in the namespace names the Secret {{secret}}: no pod, workload, ServiceAccount or Ingress. Whether a program or a controller reads it from the API server is not known',
  'old-value-in-pods_one':
    'A pod was started before the Secret was last written, and read it only at the start: still running with what was in it before ({{names}})',
  'old-value-in-pods_other':
    '{{count}} pods were started before the Secret was last written, and read it only at the start: still running with what was in it before ({{names}})',
  'old-value-in-pods.since_one':
    'A pod was started before the Secret was last written {{at}}, and read it only at the start: still running with what was in it before ({{names}})',
  'old-value-in-pods.since_other':
    '{{count}} pods were started before the Secret was last written {{at}}, and read it only at the start: still running with what was in it before ({{names}})',
} as const;
