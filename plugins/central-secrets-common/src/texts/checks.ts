/**
 * The English sentence of each check that would prove or rule out a cause,
 * without a full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const CHECK_TEXTS = {
  'check-source': 'Check whether the source {{source}} exists in {{store}}',
  'check-source.unnamed':
    'Check whether each source that {{definition}} reads exists in {{store}}',
  'check-source-keys':
    'Check whether the source has each key that {{definition}} reads',
  'check-source-value':
    'Check whether the source value is in the form that {{definition}} reads',
  'check-store-exists': 'Check whether {{store}} exists',
  'check-store-credential':
    'Check whether the credential of {{store}} exists and is valid',
  'check-store-rights':
    'Check whether the identity of {{store}} may read the source',
  'check-provider-health':
    'Check whether the provider of {{store}} is available',
  'check-provider-limits':
    "Check whether the provider's limit for {{store}} is reached",
  'check-generator':
    'Check whether the generator that {{definition}} refers to exists and works',
  'check-generator.named':
    'Check whether the generator {{names}} exists and works',
  'check-template':
    'Check whether target.template in {{definition}} can be rendered with the keys of the source',
  'check-secret-data':
    'Check whether the result of {{definition}} is a valid {{type}}',
  'check-definitions':
    "Check whether the custom resource definitions are of the operator's version",
  'check-immutable': 'Check whether the Secret {{secret}} is immutable',
  'check-admission':
    'Check whether an admission policy or webhook refuses the object',
  'check-admission.named':
    'Check whether one of these refuses the object: {{names}}',
  'check-quota':
    'Check whether a ResourceQuota of namespace {{namespace}} is used up',
  'check-operator-rights':
    'Check whether the operator may write Secrets in namespace {{namespace}}',
  'check-push-source':
    'Check whether the Secret that PushSecret {{name}} reads exists in namespace {{namespace}} and has each key that it pushes',
  'check-push-managed':
    'Check whether the value at {{path}} in {{store}} carries managed-by: external-secrets',
  'check-push-rights':
    'Check whether the identity of {{store}} may read and write {{path}}',
} as const;
