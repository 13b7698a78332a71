import {
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Remedy } from './delivery';
import { Advice } from './finding';
import { FailureCause, findStoreFault, namesInFailure } from '../text';
import {
  deleteSecret,
  describeQuota,
  describeQuotas,
  describeStore,
  editSpec,
  LIST_POLICIES,
  LIST_WEBHOOKS,
  mayDo,
  READ_OPERATOR_LOG,
} from './commands';
import { DeliveryContext } from './context';
import { generatorAdvice } from './generatorAdvice';
import { isMissing, NamedStore, suspectsOf, titlesOf } from './namedStores';
import { Refusal, refusalIn } from './refusal';
import { gateTitle } from './refusalEvidence';
import { rightMissing } from './rightMissing';
import { specHolder, specKeeper } from './specOwner';
import { adviseOnStore } from './storeFaults';

type Advise = (
  context: DeliveryContext,
  text: string,
  names?: FailureNames,
) => Advice;

/** The names that a failure is about, as far as they are known. */
export interface FailureNames {
  /** Absent: as far as the text tells. */
  readonly refusal?: Refusal;
  readonly source?: string;
  readonly property?: string;
  /** The keys that the source has, the most similar first. */
  readonly keys?: readonly string[];
}

/** The command that shows the first of some stores. */
function describeFirst(
  stores: readonly NamedStore[],
  { input }: DeliveryContext,
): Pick<Remedy, 'command'> {
  const [store] = stores;
  return store ? { command: describeStore(store, input) } : {};
}

/** The key that a failure is about, as far as its text names it and its source. */
function propertyMissing({ source, property, keys = [] }: FailureNames) {
  if (source && property && keys.length > 0) {
    const has = { source, property, ...firstNames(keys) };
    return {
      summary: message('property-missing.keys-known', has),
      remedy: (definition: string) =>
        message('add-key', { source, property, definition }),
    };
  }
  if (source && property) {
    const names = { source, property };
    return {
      summary: message('property-missing', names),
      remedy: (definition: string) =>
        message('add-key', { ...names, definition }),
    };
  }
  if (source) {
    return {
      summary: message('property-missing.unnamed-key', { source }),
      remedy: (definition: string) =>
        message('add-key.unnamed-key', { source, definition }),
    };
  }
  if (property) {
    return {
      summary: message('property-missing.unnamed-source', { property }),
      remedy: (definition: string) =>
        message('add-key.unnamed-source', { property, definition }),
    };
  }
  return {
    summary: message('property-missing.unnamed'),
    remedy: (definition: string) => message('add-key.unnamed', { definition }),
  };
}

/** A fault of a store or its provider. */
function storeAdvice(
  context: DeliveryContext,
  text: string,
  summary: 'store-login' | 'provider-unavailable' | 'provider-throttled',
  remedy: 'renew-store-credential' | 'check-provider' | 'ask-less-often',
): Advice {
  const stores = suspectsOf(context.stores, text);
  const [only, ...others] = stores;
  const fault = findStoreFault(text);
  if (fault && only && others.length === 0) {
    return adviseOnStore({ store: only, fault }, context.input);
  }
  const store = titlesOf(stores);
  return {
    summary: message(summary, { store }),
    remedy: {
      by: 'platform',
      ...message(remedy, { store }),
      ...describeFirst(stores, context),
    },
  };
}

/** One entry per cause, so that a new cause does not compile without its advice. */
export const FAILURE_ADVICE: Readonly<Record<FailureCause, Advise>> = {
  'source-missing': (context, text, names) => {
    const { source } = names?.source ? names : namesInFailure(text);
    const place = {
      store: titlesOf(suspectsOf(context.stores, text)),
      definition: specHolder(context),
    };
    return {
      summary: source
        ? message('source-missing', { source })
        : message('source-missing.unnamed'),
      remedy: {
        by: specKeeper(context),
        ...(source
          ? message('create-source', { source, ...place })
          : message('create-source.unnamed', place)),
        command: editSpec(context),
      },
    };
  },

  'property-missing': (context, text, names) => {
    const { summary, remedy } = propertyMissing(
      names?.source ? names : namesInFailure(text),
    );
    return {
      summary,
      remedy: {
        by: specKeeper(context),
        ...remedy(specHolder(context)),
        command: editSpec(context),
      },
    };
  },

  'value-unusable': context => ({
    summary: message('value-unusable'),
    remedy: {
      by: specKeeper(context),
      ...message('correct-value', { definition: specHolder(context) }),
      command: editSpec(context),
    },
  }),

  'store-login': (context, text) =>
    storeAdvice(context, text, 'store-login', 'renew-store-credential'),

  'provider-unavailable': (context, text) =>
    storeAdvice(context, text, 'provider-unavailable', 'check-provider'),

  'provider-throttled': (context, text) =>
    storeAdvice(context, text, 'provider-throttled', 'ask-less-often'),

  generator: generatorAdvice,

  'store-missing': (context, text) => {
    const missing = context.stores.filter(isMissing);
    const store = titlesOf(
      missing.length > 0 ? missing : suspectsOf(context.stores, text),
    );
    return {
      summary: message('store-missing', { store }),
      remedy: {
        by: specKeeper(context),
        ...message('create-store', {
          store,
          definition: specHolder(context),
        }),
        command: editSpec(context),
      },
    };
  },

  permission: (context, text, { refusal = refusalIn(text) } = {}) => {
    const { right } = refusal;
    if (!right) {
      const stores = suspectsOf(context.stores, text);
      return {
        summary: message('right-missing.unnamed'),
        remedy: {
          by: 'platform',
          ...(stores.length > 0
            ? message('grant-right.unnamed', { store: titlesOf(stores) })
            : message('grant-right.operator')),
          ...describeFirst(stores, context),
        },
      };
    }
    const { summary, remedy } = rightMissing(right);
    return {
      summary,
      remedy: { by: 'platform', ...remedy, command: mayDo(right) },
    };
  },

  template: context => ({
    summary: message('template-failed'),
    remedy: {
      by: specKeeper(context),
      ...message('correct-template', { definition: specHolder(context) }),
      command: editSpec(context),
    },
  }),

  'invalid-secret': context => ({
    summary: context.spec.targetKind
      ? message('secret-invalid.other-kind', {
          kind: context.spec.targetKind,
          name: context.secretName,
        })
      : message('secret-invalid', { secret: context.secretName }),
    remedy: {
      by: specKeeper(context),
      ...message('correct-secret', {
        definition: specHolder(context),
        type: context.spec.targetType,
      }),
      command: editSpec(context),
    },
  }),

  quota: (context, text, { refusal = refusalIn(text) } = {}) => {
    const { quota } = refusal;
    const { name } = context.input.namespace;
    return quota
      ? {
          summary: message('quota-used-up', { quota }),
          remedy: {
            by: 'platform',
            ...message('raise-quota', { quota, namespace: name }),
            command: describeQuota(name, quota),
          },
        }
      : {
          summary: message('quota-used-up.unnamed'),
          remedy: {
            by: 'platform',
            ...message('raise-quota.unnamed', { namespace: name }),
            command: describeQuotas(name),
          },
        };
  },

  admission: (_, text, { refusal = refusalIn(text) } = {}) => {
    const { silentWebhook, gates } = refusal;
    if (gates) {
      return {
        summary: message('admission-refused'),
        remedy: {
          by: 'platform',
          ...message(
            'change-policy.named',
            firstNames([...new Set(gates.map(gateTitle))]),
          ),
          command: LIST_POLICIES,
        },
      };
    }
    if (silentWebhook) {
      return {
        summary: message('webhook-silent', { webhook: silentWebhook }),
        remedy: {
          by: 'platform',
          ...message('restore-webhook', { webhook: silentWebhook }),
          command: LIST_WEBHOOKS,
        },
      };
    }
    return {
      summary: message('admission-refused'),
      remedy: { by: 'platform', ...message('change-policy') },
    };
  },

  'definitions-mismatch': () => ({
    summary: message('definitions-mismatch'),
    remedy: { by: 'platform', ...message('match-definitions') },
  }),
  'target-immutable': context => ({
    summary: message('target-immutable', { secret: context.secretName }),
    remedy: {
      by: 'developer',
      ...message('delete-immutable', { secret: context.secretName }),
      command: deleteSecret(context.input.namespace.name, context.secretName),
    },
  }),

  other: ({ failure }) =>
    failure?.isEventAwaited
      ? {
          summary: message('cause-awaited'),
          remedy: { by: 'nobody', ...message('await-cause') },
        }
      : {
          summary: message(failure?.event ? 'cause-in-event' : 'cause-gone'),
          remedy: {
            by: 'platform',
            ...message('read-operator-log'),
            command: READ_OPERATOR_LOG,
          },
        },
};
