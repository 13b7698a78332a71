import { Evidence } from '../delivery';
import { ExternalSecretRecord } from '../../records';
import { nameSomeOf } from '@central-secrets/backstage-plugin-central-secrets-common';
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
import { FAILED_NAME_TAKEN } from '../operatorTexts';

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
  const { input, foreign, child, provisionFailure, requested } = context;
  const { distribution, namespace } = input;
  if (!distribution || !requested || child) return undefined;
  const saysOperator = provisionFailure?.startsWith(FAILED_NAME_TAKEN);
  if (!foreign && !saysOperator) return undefined;
  const name = distribution.externalSecretName;
  return {
    cause: 'name-taken',
    ...(foreign ? { since: foreign.createdAt } : {}),
    summary: foreign
      ? `Another ExternalSecret in the namespace already has the name ${name}`
      : `The name ${name} was taken by another ExternalSecret when the operator last looked`,
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
          text: `Rename or delete the other ExternalSecret ${namespace.name}/${name}, together with the team that declared it; or give the distribution another externalSecretName`,
          command: describeExternalSecret(namespace.name, name),
        }
      : {
          by: 'platform',
          text: 'The name is free now: have the operator look again',
          command: refreshDistribution(distribution.name),
        },
  };
}

/**
 * The Secret has another owner. ESO says so by its condition; at a race for a
 * new Secret it says first only that it exists already.
 */
function secretOwnedByAnother(context: DeliveryContext): Finding | undefined {
  const { failure, child, rivals, secretName } = context;
  if (!failure || !child) return undefined;
  const text = failure.event?.message ?? '';
  const lostRace =
    text.includes(`secrets "${secretName}" already exists`) &&
    rivals.owner !== undefined;
  if (failure.kind !== 'secret-owned-by-another' && !lostRace) return undefined;

  const owner = namesInFailure(text).owner ?? rivals.owner?.name;
  return {
    cause: 'secret-owned-by-another',
    since: failure.condition.changedAt,
    summary: owner
      ? `The Secret ${secretName} belongs to another ExternalSecret, ${owner}`
      : `The Secret ${secretName} belongs to somebody else`,
    evidence: [...failureFacts(context), ...rivalFacts(context)],
    remedy: {
      by: 'platform',
      text: `Let only one write the Secret ${secretName}: give one of them another target.name, or take away one of the two`,
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
  if (!child || spec.creationPolicy === 'None') return undefined;
  const isOwned = spec.creationPolicy === 'Owner' || rivals.owner !== undefined;
  if (rivals.count === 0 || isOwned) return undefined;
  const names = [child, ...rivals.named].map(({ name }) => name);
  return {
    cause: 'several-writers',
    since: Math.max(child.createdAt, rivals.createdAt ?? child.createdAt),
    summary: `Several ExternalSecrets write the Secret ${secretName}, and none owns it: ${nameSomeOf(
      names,
      rivals.count + 1,
    )}`,
    evidence: [writerFact(child), ...rivalFacts(context)],
    remedy: {
      by: 'platform',
      text: `Let only one of them write the Secret ${secretName}, or give each a target.name of its own`,
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
