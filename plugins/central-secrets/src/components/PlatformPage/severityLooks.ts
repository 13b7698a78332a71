import type { FindingSeverity } from '@central-secrets/backstage-plugin-central-secrets-common';

/** How each severity looks. */
export const LOOKS: Readonly<
  Record<FindingSeverity, 'error' | 'warning' | 'info'>
> = {
  error: 'error',
  warning: 'warning',
  note: 'info',
};
