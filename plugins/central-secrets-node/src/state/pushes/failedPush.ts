import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { findSource, HUB_INDEX_CURRENT_MS } from '../../records';
import { Evidence } from '../delivery';
import { isPast, knownTime } from '../moments';
import { kindProblem } from '../observations';
import { PushFinding, PushInput } from './push';
import { PUSH_ADVICE } from './pushAdvice';
import { candidatesForPush } from './pushCandidates';
import { describePush } from './pushCommands';
import { pushReadyFacts } from './pushEvidence';
import {
  classifyPushFailure,
  PushFailureKind,
  SOURCE_DELETED,
  storeNamedIn,
} from './pushTexts';

/** Where the texts do not tell the cause, the most frequent first. */
const SUSPECTED = [
  'property-missing',
  'permission',
  'not-managed',
  'store-login',
  'provider-unavailable',
] as const;

/** Whether the store is known not to exist. */
function isStoreMissing(input: PushInput): boolean {
  const kind =
    input.store.kind === 'ClusterSecretStore'
      ? 'clustersecretstores'
      : 'secretstores';
  return !input.storeRecord && !kindProblem(input, kind);
}

/** The hub index proves that the source does not exist: it is newer than the failure. */
function missingInHub(input: PushInput): Evidence[] {
  const { hubIndex, push, clusterNow } = input;
  const { name } = push.spec.source;
  const failedAt = knownTime(push.ready?.changedAt, clusterNow);
  const observedAt =
    hubIndex && knownTime(hubIndex.head.observedAt, clusterNow);
  const isTelling =
    hubIndex?.head.hubNamespace === push.namespace &&
    name !== undefined &&
    failedAt !== undefined &&
    observedAt !== undefined &&
    observedAt >= failedAt &&
    !isPast(input, observedAt + HUB_INDEX_CURRENT_MS) &&
    findSource(hubIndex, name) === 'missing';
  return isTelling
    ? [
        {
          kind: 'Secret',
          namespace: push.namespace,
          name,
          field: 'hub index',
          value: 'does not exist',
          at: observedAt,
        },
      ]
    : [];
}

/** The last attempt failed: a state and a cause from evidence, and else from the operator's words. */
export function failedPush(
  input: PushInput,
): (PushFinding & { readonly state: 'denied' | 'failed' }) | undefined {
  const { push, store, path } = input;
  const { ready } = push;
  if (ready?.status !== 'False') {
    return undefined;
  }
  const { message: text, reason, changedAt: since } = ready;
  const facts = pushReadyFacts(push);
  const named = storeNamedIn(text);
  if (named !== undefined && named !== store.name) {
    return {
      state: 'failed',
      cause: 'other-store',
      certainty: 'likely',
      since,
      summary: message('push-failed-elsewhere', { other: named, path }),
      evidence: facts,
      remedy: {
        by: 'platform',
        ...message('correct-push', { name: push.name }),
        command: describePush(push),
      },
    };
  }
  const said: PushFailureKind =
    reason === SOURCE_DELETED ? 'source-missing' : classifyPushFailure(text);
  const isMissing = isStoreMissing(input) && said !== 'source-missing';
  const kind = isMissing ? 'store-missing' : said;
  const advice = PUSH_ADVICE[kind](input, text);
  if (kind === 'denied') {
    return { state: 'denied', since, ...advice, evidence: facts };
  }
  const proof = kind === 'source-missing' ? missingInHub(input) : [];
  const isProven = isMissing || proof.length > 0;
  const unproven = kind === 'other' ? 'unknown' : 'likely';
  return {
    state: 'failed',
    cause: kind,
    certainty: isProven ? 'proven' : unproven,
    candidates: isProven
      ? []
      : candidatesForPush(input, kind === 'other' ? SUSPECTED : [kind]),
    since,
    ...advice,
    evidence: [...proof, ...facts],
  };
}
