import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { describeStore, findSecret } from '../commands';
import { storeTitle } from '../namedStores';
import { PushCandidate, PushInput } from './push';
import { editPush, describePush } from './pushCommands';
import { pushKeeper } from './pushEvidence';

/**
 * The causes that a failed push may have where neither the inventory nor a text
 * proves one, the most frequent first.
 */
export function candidatesForPush(
  input: PushInput,
  suspected: readonly PushCandidate['cause'][],
): PushCandidate[] {
  const { push, store, path } = input;
  const { namespace, name, spec } = push;
  const title = storeTitle(store);
  const atStore = {
    by: 'platform',
    command: describeStore(store, { namespace: { name: namespace } }),
  } as const;
  const source: Omit<PushCandidate, 'cause'> = {
    check: message('check-push-source', { name, namespace }),
    by: pushKeeper(push),
    command: spec.source.name
      ? findSecret(namespace, spec.source.name)
      : editPush(push),
  };
  const checks: Partial<
    Record<PushCandidate['cause'], Omit<PushCandidate, 'cause'>>
  > = {
    'source-missing': source,
    'property-missing': source,
    permission: {
      check: message('check-push-rights', { store: title, path }),
      ...atStore,
    },
    'not-managed': {
      check: message('check-push-managed', { store: title, path }),
      by: 'platform',
      command: describePush(push),
    },
    'store-login': {
      check: message('check-store-credential', { store: title }),
      ...atStore,
    },
    'provider-unavailable': {
      check: message('check-provider-health', { store: title }),
      ...atStore,
    },
    'provider-throttled': {
      check: message('check-provider-limits', { store: title }),
      ...atStore,
    },
  };
  return suspected.flatMap(cause => {
    const check = checks[cause];
    return check ? [{ cause, ...check }] : [];
  });
}
