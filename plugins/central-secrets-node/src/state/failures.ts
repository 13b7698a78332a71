import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Remedy } from './delivery';
import { Finding } from './finding';
import { FailureCause, namesInFailure } from '../text';
import {
  deleteSecret,
  describeQuota,
  describeQuotas,
  describeStore,
  editSpec,
  LIST_WEBHOOKS,
  mayDo,
  READ_OPERATOR_LOG,
} from './commands';
import { DeliveryContext } from './context';
import { isMissing, NamedStore, suspectsOf, titlesOf } from './namedStores';
import { Refusal, refusalIn } from './refusal';

/** The name of a cause of `failed`, and the action that resolves it. */
export type FailureAdvice = Pick<Finding, 'summary' | 'remedy'>;

type Advise = (context: DeliveryContext, text: string) => FailureAdvice;

/**
 * Returns who maintains the spec: the platform for its distributions, a team
 * for its own ExternalSecrets.
 */
export function specKeeper({ input }: DeliveryContext): Remedy['by'] {
  return input.distribution ? 'platform' : 'developer';
}

/** The object whose spec decides the delivery, by name. */
export function specHolder({ input, name }: DeliveryContext): string {
  return input.distribution
    ? `ClusterExternalSecret ${input.distribution.name}`
    : `ExternalSecret ${name}`;
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
function propertyMissing(text: string) {
  const { source, property } = namesInFailure(text);
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

/** The right that is missing, with its namespace or for the whole cluster. */
function rightMissing(right: NonNullable<Refusal['right']>) {
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

/** A fault of a store or its provider. */
function storeAdvice(
  context: DeliveryContext,
  text: string,
  summary: 'store-login' | 'provider-unavailable' | 'provider-throttled',
  remedy: 'renew-store-credential' | 'check-provider' | 'ask-less-often',
): FailureAdvice {
  const stores = suspectsOf(context.stores, text);
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
  'source-missing': (context, text) => {
    const { source } = namesInFailure(text);
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

  'property-missing': (context, text) => {
    const { summary, remedy } = propertyMissing(text);
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

  generator: context => ({
    summary: message('generator-failed'),
    remedy: {
      by: specKeeper(context),
      ...message('correct-generator', { definition: specHolder(context) }),
      command: editSpec(context),
    },
  }),

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

  permission: (context, text) => {
    const { right } = refusalIn(text);
    if (!right) {
      const stores = suspectsOf(context.stores, text);
      return {
        summary: message('right-missing.unnamed'),
        remedy: {
          by: 'platform',
          ...message('grant-right.unnamed', { store: titlesOf(stores) }),
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
    summary: message('secret-invalid', { secret: context.secretName }),
    remedy: {
      by: specKeeper(context),
      ...message('correct-secret', {
        definition: specHolder(context),
        type: context.spec.targetType,
      }),
      command: editSpec(context),
    },
  }),

  quota: (context, text) => {
    const { quota } = refusalIn(text);
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

  admission: (_, text) => {
    const { silentWebhook } = refusalIn(text);
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
