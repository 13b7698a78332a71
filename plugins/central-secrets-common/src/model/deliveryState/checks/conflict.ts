import { Evidence } from '../../delivery';
import { ExternalSecretRecord } from '../../records';
import { namesInFailure } from '../classifyFailure';
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
} from '../evidence';
import { Check, Finding } from '../finding';
import { FAILED_NAME_TAKEN } from '../operatorTexts';

function writerFact(writer: ExternalSecretRecord): Evidence {
  return externalSecretFact(
    writer,
    'spec.target',
    `name ${writer.spec.targetName ?? writer.name}, creationPolicy ${
      writer.spec.creationPolicy
    }`,
  );
}

function ownerOf({ owner }: ExternalSecretRecord): string {
  return owner ? `${owner.kind} ${owner.name}` : 'none: declared by itself';
}

/** The distribution's copy cannot be made: its name is somebody else's. */
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
 * The Secret is somebody else's. ESO says so by its condition; at a race for a
 * new Secret it says first only that it exists already.
 */
function secretOwnedByAnother(context: DeliveryContext): Finding | undefined {
  const { failure, child, rivals, secretName } = context;
  if (!failure || !child) return undefined;
  const text = failure.event?.message ?? '';
  const lostRace =
    text.includes(`secrets "${secretName}" already exists`) &&
    rivals.some(({ spec }) => spec.creationPolicy === 'Owner');
  if (failure.kind !== 'secret-owned-by-another' && !lostRace) return undefined;

  const owner =
    namesInFailure(text).owner ??
    rivals.find(({ spec }) => spec.creationPolicy === 'Owner')?.name;
  return {
    cause: 'secret-owned-by-another',
    since: failure.condition.changedAt,
    summary: owner
      ? `The Secret ${secretName} belongs to another ExternalSecret, ${owner}`
      : `The Secret ${secretName} belongs to somebody else`,
    evidence: [...failureFacts(context), ...rivals.map(writerFact)],
    remedy: {
      by: 'platform',
      text: `Let only one write the Secret ${secretName}: give one of them another target.name, or take away one of the two`,
      command: editSpec(context),
    },
  };
}

/** Nobody owns the Secret, and several write it: ESO does not notice, and each undoes the others. */
function severalWriters(context: DeliveryContext): Finding | undefined {
  const { child, spec, rivals, secretName } = context;
  if (!child || spec.creationPolicy === 'None') return undefined;
  const isOwned = [spec, ...rivals.map(rival => rival.spec)].some(
    ({ creationPolicy }) => creationPolicy === 'Owner',
  );
  if (rivals.length === 0 || isOwned) return undefined;
  const writers = [child, ...rivals];
  return {
    cause: 'several-writers',
    since: Math.max(
      child.createdAt,
      Math.min(...rivals.map(({ createdAt }) => createdAt)),
    ),
    summary: `Several ExternalSecrets write the Secret ${secretName}, and none owns it: ${writers
      .map(({ name }) => name)
      .join(', ')}`,
    evidence: writers.map(writerFact),
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
