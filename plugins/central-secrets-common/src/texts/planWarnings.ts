/**
 * The English sentence of each warning about a planned change of labels,
 * without a full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const PLAN_WARNING_TEXTS = {
  'managed-in-git':
    "{{controller}} manages the namespace {{namespace}} ({{mark}}): it may undo this change unless the namespace's manifest in Git gets it too",
  'changed-in-git':
    '{{controller}} manages the namespace {{namespace}} ({{mark}}), so the label changes in Git, by a pull request',
  'copy-name-taken':
    'An ExternalSecret {{name}} that {{distribution}} does not own is already in {{namespace}}: {{distribution}} will not arrive until that one is removed or renamed',
  'secret-shared.external-secret':
    'The Secret {{secret}} of {{distribution}} is written by the ExternalSecret {{other}} too: only one of them can have it',
  'secret-shared.more':
    'The Secret {{secret}} of {{distribution}} is written by {{others}} more ExternalSecrets too: only one of them can have it',
  'secret-shared.distribution':
    'The Secret {{secret}} of {{distribution}} is written by the distribution {{other}} too: only one of them can have it',
  'secret-shared.distributions':
    'The Secret {{secret}} of {{distribution}} is written by the distributions {{names}} too: only one of them can have it',
  'store-will-deny':
    "The {{store}} does not admit the namespace {{namespace}}: {{distribution}} will be denied until the platform team adds it to the store's conditions",
  'store-awaited':
    'The {{store}} is not ready now: {{distribution}} will wait for it',
  'leaves-too':
    '{{distribution}} leaves {{namespace}} too, by the same change of labels',
  'not-offered-again':
    '{{distribution}} cannot be requested again here: {{because}}',
  'secret-stays':
    'The Secret {{secret}} will stay behind when {{distribution}} leaves (creationPolicy {{creationPolicy}}), and will no longer be renewed',
  'conflicts-unknown': 'Not every conflict could be looked for: {{because}}',
  'dry-run-refused': '{{because}}',
} as const;
