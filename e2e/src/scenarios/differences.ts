/**
 * In which cases the demo cluster's answer is not the real one's, and why.
 * This list may only become shorter: a case that is in it and does not differ
 * fails the test.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  permission:
    'roles are no objects in the demo cluster: rights go by token there',
  'admission-secret': 'the demo cluster has no admission policies',
  'admission-copy': 'the demo cluster has no admission policies',
  'rewrite-bad-expression': 'the demo cluster does not rename keys',
  'provider-down': 'the demo cluster sends no requests to providers',
  'provider-throttled': 'the demo cluster sends no requests to providers',
  'provider-login': 'the demo cluster sends no requests to providers',
  'provider-refuses': 'the demo cluster sends no requests to providers',
  'provider-has-none': 'the demo cluster sends no requests to providers',
};
