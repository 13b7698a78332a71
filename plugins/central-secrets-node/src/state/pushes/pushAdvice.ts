import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { findStoreFault } from '../../text';
import {
  describeStore,
  editStore,
  findSecret,
  READ_OPERATOR_LOG,
} from '../commands';
import { storeTitle } from '../namedStores';
import { adviseOnStore } from '../storeFaults';
import { PushFinding, PushInput } from './push';
import { describePush, editPush } from './pushCommands';
import { pushKeeper } from './pushEvidence';
import { missingKeyIn, PushFailureKind } from './pushTexts';

type Advice = Pick<PushFinding, 'summary' | 'remedy'>;
type Advise = (input: PushInput, text: string) => Advice;

/** Where a store of a namespace is. */
const placeOf = ({ push }: PushInput) => ({
  namespace: { name: push.namespace },
});

/** The provider refuses the write. */
const adviseOnRefusal: Advise = input => {
  const { store, path } = input;
  const title = storeTitle(store);
  return {
    summary: message('push-refused', { store: title, path }),
    remedy: {
      by: 'platform',
      ...message('allow-push', { store: title, path }),
      command: describeStore(store, placeOf(input)),
    },
  };
};

/** A fault of the store or behind it, as finely as the text tells. */
const adviseOnFault: Advise = (input, text) => {
  const { store, storeRecord } = input;
  const fault = findStoreFault(text);
  return fault
    ? adviseOnStore(
        { store: { ...store, record: storeRecord }, fault },
        placeOf(input),
      )
    : adviseOnRefusal(input, text);
};

const correctPush =
  (summary: 'template-failed' | 'generator-failed'): Advise =>
  ({ push }) => ({
    summary: message(summary),
    remedy: {
      by: pushKeeper(push),
      ...message('correct-push', { name: push.name }),
      command: editPush(push),
    },
  });

/** One entry per meaning of a text, so that a new one does not compile without its advice. */
export const PUSH_ADVICE: Readonly<Record<PushFailureKind, Advise>> = {
  'source-missing': ({ push }) => {
    const { namespace, name, spec } = push;
    const { name: secret } = spec.source;
    return {
      summary: secret
        ? message('push-source-missing', { secret, namespace })
        : message('push-source-missing.unnamed', { namespace }),
      remedy: {
        by: pushKeeper(push),
        ...message('restore-push-source', { name, namespace }),
        command: secret ? findSecret(namespace, secret) : editPush(push),
      },
    };
  },

  'property-missing': ({ push }, text) => {
    const { namespace, name, spec } = push;
    const secret = spec.source.name ?? '';
    const key = missingKeyIn(text) ?? '';
    return {
      summary: message('push-key-missing', { secret, namespace, key }),
      remedy: {
        by: pushKeeper(push),
        ...message('add-push-key', { key, secret, name }),
        command: editPush(push),
      },
    };
  },

  'not-managed': ({ push, store, path }) => ({
    summary: message('push-not-managed', { store: storeTitle(store), path }),
    remedy: {
      by: 'platform',
      ...message('adopt-value', { store: storeTitle(store), name: push.name }),
      command: describePush(push),
    },
  }),

  'delete-failed': ({ push }) => ({
    summary: message('push-not-deleted', { name: push.name }),
    remedy: {
      by: 'platform',
      ...message('allow-push-deletion', { name: push.name }),
      command: describePush(push),
    },
  }),

  'store-missing': ({ push, store }) => ({
    summary: message('store-missing', { store: storeTitle(store) }),
    remedy: {
      by: pushKeeper(push),
      ...message('create-store', {
        store: storeTitle(store),
        definition: `PushSecret ${push.name}`,
      }),
      command: editPush(push),
    },
  }),

  denied: ({ push, store }) => ({
    summary: message('store-denies', {
      store: store.name,
      namespace: push.namespace,
    }),
    remedy: {
      by: 'platform',
      ...message('allow-namespace', { store: storeTitle(store) }),
      command: editStore(store),
    },
  }),

  'store-login': adviseOnFault,
  'provider-unavailable': adviseOnFault,
  'provider-throttled': adviseOnFault,

  permission: adviseOnRefusal,

  template: correctPush('template-failed'),
  generator: correctPush('generator-failed'),

  other: () => ({
    summary: message('push-failed'),
    remedy: {
      by: 'platform',
      ...message('read-operator-log'),
      command: READ_OPERATOR_LOG,
    },
  }),
};
