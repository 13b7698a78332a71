import { Certainty } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  AdmissionGate,
  OperatorRights,
  QuotaRecord,
  RefusalFacts,
  SourceRead,
  WriteVerb,
  WrittenResource,
} from '../../records';
import { gateApplies } from '../../selection';
import { DeliveryContext } from '../context';
import { Evidence } from '../delivery';
import { quotaFact, rightFact } from '../refusalEvidence';
import { isPast, knownTime } from '../moments';
import { Refusal } from '../refusal';

/** Answers that are older than this tell of the past. Milliseconds. */
const LIVE_MS = 3 * 60_000;

/** What the cluster says of a refusal. */
export interface FoundRefusal {
  readonly refusal: Refusal;
  readonly facts: readonly Evidence[];
}

/**
 * What the cluster says of rights and limits, where it counts: it is of now, and
 * not from before the failure.
 */
export function currentFacts({
  input,
  failure,
}: DeliveryContext): RefusalFacts | undefined {
  const { refusalFacts, clusterNow } = input;
  const failedSince =
    knownTime(failure?.condition.changedAt, clusterNow) ?? -Infinity;
  return refusalFacts &&
    refusalFacts.askedAt >= failedSince &&
    !isPast(input, refusalFacts.askedAt + LIVE_MS)
    ? refusalFacts
    : undefined;
}

/** The user of a service account, from `namespace/name`. */
function userOf(account: string): string {
  return `system:serviceaccount:${account.replace('/', ':')}`;
}

/** The account of a store may not read a source. */
export function sourceRefusal(
  { account, namespace, name }: SourceRead,
  { askedAt }: RefusalFacts,
): FoundRefusal {
  const right = {
    user: userOf(account),
    verb: 'get',
    resource: 'secrets',
    name,
    namespace,
  };
  return { refusal: { right }, facts: [rightFact(right, askedAt)] };
}

/** How the resources are named with their groups, as `kubectl auth can-i` takes them. */
const WITH_GROUP: Readonly<Record<WrittenResource, string>> = {
  secrets: 'secrets',
  externalsecrets: 'externalsecrets.external-secrets.io',
};

/** A write of the operator. */
export interface RefusedWrite {
  readonly resource: WrittenResource;
  readonly verb: WriteVerb;
  /** Nothing tells whether the object exists: the verb may be the other one. */
  readonly isGuessed: boolean;
}

const VERBS: readonly WriteVerb[] = ['create', 'update'];

/** Whether the operator has no right to a write. */
function lacksRight(
  { lacks }: OperatorRights,
  { resource }: RefusedWrite,
  verb: WriteVerb,
): boolean {
  return lacks.some(lack => lack.verb === verb && lack.resource === resource);
}

/** The first limit that is reached, with its ResourceQuota. */
function findUsedUp(
  quotas: readonly QuotaRecord[],
  { resource, verb }: RefusedWrite,
) {
  return verb === 'create'
    ? quotas
        .flatMap(quota => quota.limits.map(limit => ({ quota, limit })))
        .find(
          ({ limit }) =>
            limit.resource === resource && limit.used >= limit.hard,
        )
    : undefined;
}

/** Why the API server refuses a write, as far as rights and limits tell. */
export type WriteRefusal = FoundRefusal & {
  readonly cause: 'permission' | 'quota';
  readonly certainty: Certainty;
};

/**
 * The right or the quota that refuses a write. A right is asked for first, and a
 * quota last, behind every policy (k8s.io/apiserver, the order of admission).
 */
export function findWriteRefusal(
  facts: RefusalFacts,
  write: RefusedWrite,
  namespace: string,
): WriteRefusal | undefined {
  const { operatorRights, quotas = [], askedAt } = facts;
  const { resource, verb, isGuessed } = write;
  if (operatorRights && lacksRight(operatorRights, write, verb)) {
    const isSure =
      !isGuessed ||
      VERBS.every(each => lacksRight(operatorRights, write, each));
    const right = {
      user: userOf(operatorRights.account),
      verb,
      resource: WITH_GROUP[resource],
      namespace,
    };
    return {
      cause: 'permission',
      certainty: isSure ? 'proven' : 'likely',
      refusal: { right },
      facts: [rightFact(right, askedAt)],
    };
  }
  const usedUp = findUsedUp(quotas, write);
  return usedUp
    ? {
        cause: 'quota',
        certainty: isGuessed ? 'likely' : 'proven',
        refusal: { quota: usedUp.quota.name },
        facts: [quotaFact(namespace, usedUp.quota.name, usedUp.limit, askedAt)],
      }
    : undefined;
}

/** The policies and webhooks that are asked about a write. */
export function findGates(
  { gates = [] }: RefusalFacts,
  { resource, verb }: RefusedWrite,
  { input }: DeliveryContext,
): readonly AdmissionGate[] {
  const { labels: namespaceLabels } = input.namespace;
  return gates.filter(gate =>
    gateApplies(gate, { verb, resource, namespaceLabels }),
  );
}

/** Whether the operator has the rights for a write, and no quota stands in its way. */
export function areOthersExcluded({
  operatorRights,
  quotas,
}: RefusalFacts): boolean {
  return operatorRights !== undefined && quotas !== undefined;
}
