import { Evidence } from '../delivery';
import { ExternalSecretRecord } from '../../records';
import {
  message,
  someNames,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { targetOf } from '../secretWriters';
import { namesInFailure } from '../../text';
import {
  describeExternalSecret,
  editSpec,
  refreshDistribution,
} from '../commands';
import { DeliveryContext } from '../context';
import {
  externalSecretFact,
  failedReasonFacts,
  failureFacts,
  namespaceFact,
} from '../evidence';
import { Check, Finding } from '../finding';
import { FAILED_NAME_TAKEN, STAGE_READ } from '../operatorTexts';

function writerFact(writer: ExternalSecretRecord): Evidence {
  return externalSecretFact(
    writer,
    'spec.target',
    `name ${targetOf(writer.name, writer.spec)}, creationPolicy ${
      writer.spec.creationPolicy
    }`,
  );
}

/** Some of the others, and how many more there are. */
function rivalFacts({
  input,
  rivals,
  secretName,
}: DeliveryContext): Evidence[] {
  const more = rivals.count - rivals.named.length;
  return [
    ...rivals.named.map(writerFact),
    ...(more > 0
      ? [
          namespaceFact(
            input.namespace,
            `other ExternalSecrets that write the Secret ${secretName}`,
            `${more} more`,
          ),
        ]
      : []),
  ];
}

function ownerOf({ owner }: ExternalSecretRecord): string {
  return owner ? `${owner.kind} ${owner.name}` : 'none: declared by itself';
}

/**
 * The distribution cannot create its copy: another owner has an object of that
 * name.
 */
function nameTaken(context: DeliveryContext): Finding | undefined {
  const { input, foreign, provisionFailure } = context;
  const { distribution, namespace } = input;
  const isTaken = foreign || provisionFailure?.startsWith(FAILED_NAME_TAKEN);
  if (!distribution || !isTaken) {
    return undefined;
  }
  const name = distribution.externalSecretName;
  return {
    cause: 'name-taken',
    since: foreign?.createdAt,
    summary: message(foreign ? 'name-taken' : 'name-was-taken', { name }),
    evidence: [
      ...(foreign
        ? [
            externalSecretFact(
              foreign,
              'metadata.ownerReferences',
              ownerOf(foreign),
              foreign.createdAt,
            ),
          ]
        : []),
      ...failedReasonFacts(context),
    ],
    remedy: foreign
      ? {
          by: 'platform',
          ...message('free-name', {
            externalSecret: `${namespace.name}/${name}`,
          }),
          command: describeExternalSecret(namespace.name, name),
        }
      : {
          by: 'platform',
          ...message('refresh-distribution'),
          command: refreshDistribution(distribution.name),
        },
  };
}

/**
 * Whether another ExternalSecret owns the Secret and is Ready: then the operator
 * refuses every other writer, whatever it says of the attempt. It does not come
 * to the write where it could not read.
 */
function isHeldByRival({
  failure,
  rivals: { owner },
  secretName,
}: DeliveryContext): boolean {
  return (
    owner?.ready?.status === 'True' &&
    owner.boundSecret === secretName &&
    failure?.kind === 'other' &&
    !failure.condition.message.startsWith(STAGE_READ)
  );
}

/**
 * The Secret has another owner. ESO says so by its condition; at a race for a
 * new Secret it says first only that it exists already.
 */
function secretOwnedByAnother(context: DeliveryContext): Finding | undefined {
  const { failure, child, rivals, secretName } = context;
  if (!failure || !child) {
    return undefined;
  }
  const text = failure.event?.message ?? '';
  const lostRace =
    text.includes(`secrets "${secretName}" already exists`) &&
    rivals.owner !== undefined;
  const isSaid = failure.kind === 'secret-owned-by-another';
  if (!isSaid && !lostRace && !isHeldByRival(context)) {
    return undefined;
  }

  const owner = namesInFailure(text).owner ?? rivals.owner?.name;
  return {
    cause: 'secret-owned-by-another',
    since: failure.condition.changedAt,
    summary: owner
      ? message('secret-owned-by-another', { secret: secretName, owner })
      : message('secret-owned-by-another.unnamed', { secret: secretName }),
    evidence: [...failureFacts(context), ...rivalFacts(context)],
    remedy: {
      by: 'platform',
      ...message('choose-owner', { secret: secretName }),
      command: editSpec(context),
    },
  };
}

/**
 * The Secret has no owner, and several ExternalSecrets write it: ESO does not
 * notice, and each undoes the others.
 */
function severalWriters(context: DeliveryContext): Finding | undefined {
  const { child, spec, rivals, secretName } = context;
  if (!child || spec.creationPolicy === 'None') {
    return undefined;
  }
  const isOwned = spec.creationPolicy === 'Owner' || rivals.owner !== undefined;
  if (rivals.count === 0 || isOwned) {
    return undefined;
  }
  const names = [child, ...rivals.named].map(({ name }) => name);
  return {
    cause: 'several-writers',
    since: Math.max(child.createdAt, rivals.createdAt ?? child.createdAt),
    summary: message('several-writers', {
      secret: secretName,
      ...someNames(names, rivals.count + 1),
    }),
    evidence: [writerFact(child), ...rivalFacts(context)],
    remedy: {
      by: 'platform',
      ...message('choose-writer', { secret: secretName }),
      command: editSpec(context),
    },
  };
}

export const conflict: Check = {
  state: 'conflict',
  find: context =>
    nameTaken(context) ??
    secretOwnedByAnother(context) ??
    severalWriters(context),
};
