/**
 * The English sentence of why a distribution is not offered, or why a kind is
 * not known, without a full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const REFUSAL_TEXTS = {
  // offers
  'distribution-deleting': 'The distribution is being deleted',
  'annotation-misspelled':
    'Not offered: its annotation {{annotation}} is unknown; the platform team has to write {{meant}}',
  'annotation-unknown':
    'Not offered: its annotation {{annotation}} is unknown; the platform team has to remove it',
  'not-self-service': 'Not self-service: the platform team gives it out',
  'owners-empty': 'Its list of allowed owners is empty',
  'owners-invalid':
    'Not offered: its annotation {{annotation}} has the entry {{entry}}, which is not an entity reference; the platform team has to correct it',
  'other-owners': 'Only for {{owners}}',

  // knowledge
  'kind-unobserved':
    '{{kind}} of cluster {{cluster}} are not known now (never observed yet)',
  'kind-unobserved-failing':
    '{{kind}} of cluster {{cluster}} are not known now (never observed yet: {{problem}})',
  'kind-outdated':
    '{{kind}} of cluster {{cluster}} are not known now (last observed {{at}})',
  'kind-outdated-failing':
    '{{kind}} of cluster {{cluster}} are not known now (last observed {{at}}: {{problem}})',
} as const;
