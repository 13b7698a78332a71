/**
 * The English sentence of why a distribution cannot be requested, without a
 * full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const REFUSAL_TEXTS = {
  // rights of the user
  'not-a-user': 'Only a signed-in user can request a secret',
  'permission-missing': 'You do not have the permission {{permission}}',
  'permission-missing.for-entity':
    'You do not have the permission {{permission}} for {{entity}}',
  'requests-disabled':
    'Requests are switched off on this platform (centralSecrets.requests.mode: disabled); ask the platform team to change the label',
  'requests-disabled.labels':
    'Requests are switched off on this platform (centralSecrets.requests.mode: disabled); ask the platform team to change the labels of the namespace {{namespace}} in cluster {{cluster}}: {{labels}}',
  'requests-in-git':
    'Labels on this platform are changed in Git (centralSecrets.requests.mode: gitops), and no repository for pull requests is configured (centralSecrets.requests.gitops.repositories); change the label in the manifest of the namespace in Git',
  'not-an-owner':
    'Only an owner of {{entity}} may do this, and you are not in {{owners}}',
  'no-owner':
    '{{entity}} has no owner in the catalog, so no user may do this; set its spec.owner',

  // the namespace and its cluster
  'binding-unconfirmed':
    'The namespace {{namespace}} does not confirm that it belongs to this entity',
  'namespace-protected':
    'Labels of the namespace {{namespace}} cannot be changed from here: it is protected (centralSecrets.requests.protectedNamespaces); ask the platform team',
  'namespace-in-git':
    '{{controller}} manages the namespace {{namespace}} ({{mark}}), so its labels are changed in Git alone; change the label in the manifest of the namespace, or ask the platform team to configure pull requests (centralSecrets.requests.gitops.repositories)',
  'no-namespace-file':
    'Labels on this platform are changed in Git, and no file is configured for the namespace {{namespace}} of cluster {{cluster}}; ask the platform team to add it (centralSecrets.requests.gitops.repositories), or to change the label in Git',
  'review-needs-file':
    'It is given only by a reviewed pull request, and no file is configured for the namespace {{namespace}} of cluster {{cluster}}; ask the platform team to add it (centralSecrets.requests.gitops.repositories), or to change the label in Git',
  'no-writer':
    'Labels in cluster {{cluster}} cannot be changed from here: no write credential is configured (centralSecrets.clusters[].writer)',
  'writer-right-missing':
    'The write credential of cluster {{cluster}} lacks a right; the platform team has to grant it get and patch on namespaces (the API server said: {{answer}})',
  'change-refused':
    'Cluster {{cluster}} refuses this change of namespace {{namespace}}: {{answer}}',

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
  'other-environments':
    'Only for namespaces whose label {{label}} is {{environments}}, and {{namespace}} has {{value}}',
  'other-environments.none':
    'Only for namespaces whose label {{label}} is {{environments}}, and {{namespace}} has no such label',
  'annotation-value-unknown':
    'Not offered: its annotation {{annotation}} has the value {{value}}; the platform team has to write {{known}}, or remove it',
  'reviewers-without-approval':
    'Not offered: its annotation {{annotation}} names reviewers, and no review is asked for; the platform team has to add {{missing}}',
  'terms-stricter':
    'It is given only with a review or a reason, or in an environment, which this change does not have',

  // selectors
  'selects-by-name':
    'It selects namespaces by their name, which no label changes',
  'selects-by-name.this':
    'It selects this namespace by its name, which no label changes',
  'selects-every-namespace': 'It selects every namespace',
  'selects-nothing': 'It selects no namespace: {{because}}',
  'selector-missing': 'It has no selector',
  'selector-contradictory':
    'Its requirements for the label {{label}} contradict each other',
  'selection-permanent': 'No change of labels ends the selection',
  'selectors-too-complex':
    'Its selectors are too complex to search every change, and no change that was tried ends the selection; ask the platform team to change the labels',
  'several-reasons': '{{reasons}}',
  'selector-problem': 'Selector {{position}} of {{total}}: {{because}}',
  'label-key-invalid': '"{{key}}" is not a label key',
  'label-value-invalid': '"{{value}}" on {{key}} is not a label value',
  'operator-invalid':
    '"{{operator}}" on {{key}} is not an operator: use In, NotIn, Exists or DoesNotExist',
  'values-missing': '{{operator}} on {{key}} names no values',
  'values-unexpected': '{{operator}} on {{key}} must not name values',

  // the planned change of labels
  'label-not-allowed':
    'The label {{label}} may not be changed from here; allowed are {{allowed}} (centralSecrets.requests.allowedLabels), or ask the platform team to set it',
  'brings-unoffered':
    'The change of labels ({{labels}}) would also bring to {{namespace}} distributions that cannot be requested here: {{distributions}}. Ask the platform team to give these distributions labels of their own',
  'brings-unoffered.and-hidden':
    'The change of labels ({{labels}}) would also bring to {{namespace}} distributions that cannot be requested here: {{distributions}}; a distribution that is not offered to the owners of this component. Ask the platform team to give these distributions labels of their own',
  'brings-unoffered.hidden':
    'The change of labels ({{labels}}) would also bring to {{namespace}} a distribution that is not offered to the owners of this component. Ask the platform team to give these distributions labels of their own',
  unoffered: '{{distribution}} ({{because}})',
  'search-incomplete':
    '{{because}} (the selectors are too complex to try every change)',
} as const;
