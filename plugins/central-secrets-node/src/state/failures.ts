import { Remedy } from './delivery';
import { FailureCause, namesInFailure } from '../text';
import {
  deleteSecret,
  describeQuota,
  describeStore,
  editSpec,
  LIST_WEBHOOKS,
  mayDo,
  READ_OPERATOR_LOG,
} from './commands';
import { DeliveryContext } from './context';
import { refusalIn } from './refusal';

/** The name of a cause of `failed`, and the action that resolves it. */
export interface FailureAdvice {
  readonly summary: string;
  readonly remedy: Remedy;
}

type Advise = (context: DeliveryContext, text: string) => FailureAdvice;

/**
 * Returns who maintains the spec: the platform for its distributions, a team
 * for its own ExternalSecrets.
 */
export function specKeeper({ input }: DeliveryContext): Remedy['by'] {
  return input.distribution ? 'platform' : 'developer';
}

/** The object whose spec decides the delivery, by name. */
export function specHolder({ input, child }: DeliveryContext): string {
  return input.distribution
    ? `ClusterExternalSecret ${input.distribution.name}`
    : `ExternalSecret ${child?.name ?? ''}`;
}

function storeName({ spec }: DeliveryContext): string {
  return `${spec.store.kind} ${spec.store.name}`;
}

/** One entry per cause, so that a new cause does not compile without its advice. */
export const FAILURE_ADVICE: Readonly<Record<FailureCause, Advise>> = {
  'source-missing': (context, text) => {
    const { source } = namesInFailure(text);
    const named = source ? `The source secret ${source}` : 'The source secret';
    return {
      summary: `${named} does not exist`,
      remedy: {
        by: specKeeper(context),
        text: `Create ${source ?? 'the source secret'} where ${storeName(
          context,
        )} reads, or correct remoteRef.key in ${specHolder(
          context,
        )}. The operator tries again by itself within 7 minutes`,
        command: editSpec(context),
      },
    };
  },

  'property-missing': (context, text) => {
    const { source, property } = namesInFailure(text);
    return {
      summary: `${
        source ? `The source secret ${source}` : 'The source secret'
      } has no key ${property ?? 'of the name asked for'}`,
      remedy: {
        by: specKeeper(context),
        text: `Add the key${
          property ? ` ${property}` : ''
        } to the source secret${
          source ? ` ${source}` : ''
        }, or correct remoteRef.property in ${specHolder(
          context,
        )}. The operator tries again by itself within 7 minutes`,
        command: editSpec(context),
      },
    };
  },

  'value-unusable': context => ({
    summary: 'The source value cannot be used as the spec reads it',
    remedy: {
      by: specKeeper(context),
      text: `Correct the value at the source, or decodingStrategy and extract in ${specHolder(
        context,
      )}: the message names what was expected. The operator tries again by itself within 7 minutes`,
      command: editSpec(context),
    },
  }),

  'store-login': context => ({
    summary: `The provider does not accept the credential of ${storeName(
      context,
    )}, or the credential is missing`,
    remedy: {
      by: 'platform',
      text: `Create or renew the credential that ${storeName(
        context,
      )} names under auth. The operator tries again by itself within 7 minutes`,
      command: describeStore(context),
    },
  }),

  'provider-unavailable': context => ({
    summary: `The provider behind ${storeName(context)} cannot be reached`,
    remedy: {
      by: 'platform',
      text: `Check the address, the certificate and the state of the provider behind ${storeName(
        context,
      )}. The operator tries again by itself within 7 minutes`,
      command: describeStore(context),
    },
  }),

  'provider-throttled': context => ({
    summary: `The provider behind ${storeName(
      context,
    )} refuses requests because there are too many`,
    remedy: {
      by: 'platform',
      text: `Raise the refresh intervals of what reads ${storeName(
        context,
      )}, or the provider's limit. The operator tries again by itself within 7 minutes`,
      command: describeStore(context),
    },
  }),

  generator: context => ({
    summary: 'The generator does not exist, or fails',
    remedy: {
      by: specKeeper(context),
      text: `Correct the generator that ${specHolder(
        context,
      )} names in generatorRef: the message says what is wrong with it`,
      command: editSpec(context),
    },
  }),

  'store-missing': context => ({
    summary: `${storeName(context)} does not exist`,
    remedy: {
      by: specKeeper(context),
      text: `Create ${storeName(
        context,
      )}, or correct secretStoreRef in ${specHolder(context)}`,
      command: editSpec(context),
    },
  }),

  permission: (context, text) => {
    const { right } = refusalIn(text);
    if (!right) {
      return {
        summary: 'The operator is not allowed to do what this delivery needs',
        remedy: {
          by: 'platform',
          text: `Give the identity of ${storeName(
            context,
          )} the right that the message names`,
          command: describeStore(context),
        },
      };
    }
    const { user, verb, name, namespace } = right;
    const resource = name ? `${right.resource} ${name}` : right.resource;
    const where = namespace ? `namespace ${namespace}` : 'the whole cluster';
    return {
      summary: `${user} may not ${verb} ${resource} in ${where}`,
      remedy: {
        by: 'platform',
        text: `Give ${user} the right to ${verb} ${resource} in ${where}. The command says yes when it has it; the operator then tries again by itself within 7 minutes`,
        command: mayDo(right),
      },
    };
  },

  template: context => ({
    summary: 'The template cannot be filled in',
    remedy: {
      by: specKeeper(context),
      text: `Correct target.template in ${specHolder(
        context,
      )}: the message names the key and the place`,
      command: editSpec(context),
    },
  }),

  'invalid-secret': context => ({
    summary: `The API server refuses the Secret ${context.secretName} as invalid`,
    remedy: {
      by: specKeeper(context),
      text: `Correct target.template or the keys in ${specHolder(
        context,
      )}, so that the result is a valid ${context.spec.targetType}`,
      command: editSpec(context),
    },
  }),

  admission: (context, text) => {
    const { silentWebhook, quota } = refusalIn(text);
    if (silentWebhook) {
      return {
        summary: `The webhook ${silentWebhook} does not answer, and nothing is written without its answer`,
        remedy: {
          by: 'platform',
          text: `Have the webhook ${silentWebhook} answer again: the command shows whose it is. The operator tries again by itself within 7 minutes`,
          command: LIST_WEBHOOKS,
        },
      };
    }
    if (quota) {
      const { name } = context.input.namespace;
      return {
        summary: `The quota ${quota} of the namespace leaves no room for the object`,
        remedy: {
          by: 'platform',
          text: `Raise the ResourceQuota ${quota} of namespace ${name}, or have something deleted that it counts. The operator tries again by itself within 7 minutes`,
          command: describeQuota(name, quota),
        },
      };
    }
    return {
      summary: 'A rule of the cluster refuses the object',
      remedy: {
        by: 'platform',
        text: 'Change the policy or webhook that the message names, or what it refuses',
      },
    };
  },

  'target-immutable': context => ({
    summary: `The Secret ${context.secretName} is immutable and holds other data`,
    remedy: {
      by: 'developer',
      text: `Delete the Secret ${context.secretName}: the operator writes it anew. Whatever uses it is without it for that moment`,
      command: deleteSecret(context.input.namespace.name, context.secretName),
    },
  }),

  other: ({ failure }) =>
    failure?.isEventAwaited
      ? {
          summary:
            'The last attempt has just failed, and the event that says why is not known here yet',
          remedy: {
            by: 'nobody',
            text: 'Wait: why it failed is usually known within a second',
          },
        }
      : {
          summary: failure?.event
            ? "The last attempt failed for a reason given only in the operator's own words"
            : 'The last attempt failed, and the event that says why is not there',
          remedy: {
            by: 'platform',
            text: "Read the operator's log for the cause",
            command: READ_OPERATOR_LOG,
          },
        },
};
