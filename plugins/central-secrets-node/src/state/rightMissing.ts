import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Refusal } from './refusal';

/** The right that is missing, with its namespace or for the whole cluster. */
export function rightMissing(right: NonNullable<Refusal['right']>) {
  const { user, verb, name, namespace } = right;
  const resource = name ? `${right.resource} ${name}` : right.resource;
  const asked = { user, verb, resource };
  return namespace
    ? {
        summary: message('right-missing', { ...asked, namespace }),
        remedy: message('grant-right', { ...asked, namespace }),
      }
    : {
        summary: message('right-missing.everywhere', asked),
        remedy: message('grant-right.everywhere', asked),
      };
}
