/**
 * The English sentence of why a kind of a cluster is not known now, without a
 * full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * `answer` and `problem` are the words of an API server, a proxy or the
 * network, redacted.
 *
 * @public
 */
export const OBSERVATION_TEXTS = {
  // what a plan or a warning lacks
  'kind-unobserved':
    '{{kind}} of cluster {{cluster}} are not known now (never observed yet)',
  'kind-unobserved-failing':
    '{{kind}} of cluster {{cluster}} are not known now (never observed yet: {{because}})',
  'kind-outdated':
    '{{kind}} of cluster {{cluster}} are not known now (last observed {{at}})',
  'kind-outdated-failing':
    '{{kind}} of cluster {{cluster}} are not known now (last observed {{at}}: {{because}})',

  // no error
  'not-observed-yet': 'Not observed yet',
  'not-observed-lately': 'Not observed lately',

  // where only some namespaces are observed
  'in-namespaces_one': 'In namespace {{names}}: {{because}}',
  'in-namespaces_other': 'In namespaces {{names}}: {{because}}',
  'in-some-namespaces':
    'In one or more of the namespaces that Backstage observes',
  'namespace-not-observed':
    'Namespace {{namespace}} is not one of those that Backstage observes (centralSecrets.clusters[].namespaces)',

  // an answer of the API server
  'request-failed': '{{request}}: HTTP {{status}}',
  'request-failed.answered': '{{request}}: {{answer}} (HTTP {{status}})',
  'watch-failed': 'The watch ended with an error: HTTP {{status}}',
  'watch-failed.answered':
    'The watch ended with an error: {{answer}} (HTTP {{status}})',
  'kind-not-served':
    'The cluster does not serve {{resource}} in version {{versions}}; check whether External Secrets Operator is installed',

  // no answer
  'no-answer': '{{problem}}',
  'no-answer-within': 'No answer within {{seconds}} s',
  'no-page-within': 'No page within {{seconds}} s',
  'no-list-within': 'Nothing of the list within {{seconds}} s',
  'no-credential': 'No credential is available: {{problem}}',
  'watch-silent': 'The watch fell silent',

  // an answer that cannot be used
  'version-expired': 'The API server no longer knows the version last seen',
  'version-older': 'The API server went back in time',
  'list-ended-early': 'The API server ended a list early',
  'watch-ended-early': 'The API server ended the watch early',
  'answer-too-large':
    'The answer to {{path}} is larger than {{size}}, the limit for reading',
  'object-too-large':
    'A single object of {{path}} is larger than {{size}}, the limit for reading; make it smaller, or delete it',
  'object-unusable':
    'An object of the API server could not be processed: {{problem}}',
  'not-json': 'The API server sent an answer to {{path}} that is not JSON',
  'not-json.event': 'The API server sent a watch event that is not JSON',
  'list-malformed':
    'The API server sent a list without items or without a version',
  'list-malformed.item-too-long':
    'The API server sent a list with an item that is too long to read',
  'list-malformed.page':
    'The API server sent a page in answer to a request for the whole list',
  'event-malformed': 'The API server sent a watch event without a type',
  'event-malformed.version':
    'The API server sent a watch event of type {{type}} without a resourceVersion',
  'event-malformed.type':
    'The API server sent a watch event of the unknown type {{type}}',
  'line-malformed': 'The API server ended a watch within a line',
  'line-malformed.too-long': 'The API server sent a line of more than {{size}}',

  // more of one namespace than is read
  'too-much.objects':
    'More than {{limit}} objects are at {{path}}, the limit for reading',
  'too-much.bytes': 'More than {{size}} are at {{path}}, the limit for reading',
  'too-much.references':
    'More than {{limit}} uses of Secrets are at {{path}}, the limit for reading',
  'too-much.places':
    '{{name}} names Secrets in more places than Backstage reads',
} as const;
