import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { clusterSecretStore, findInput, RawObject } from '../testUtils';
import { deriveDelivery } from './deriveDelivery';

/**
 * Objects as the API server returned them beside External Secrets Operator
 * 2.9.0, in situations that the end-to-end cases do not have.
 */
const CAPTURED = join(__dirname, '__captured__', 'operator-2.9.0');

const files = readdirSync(CAPTURED).sort();

function readObjects(file: string): RawObject[] {
  const text = readFileSync(join(CAPTURED, file), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

/** What is said of the first distribution of a sample, some minutes after its last change. */
function answerFor(file: string, now: string) {
  const objects = [clusterSecretStore(), ...readObjects(file)];
  const input = findInput(objects, { now });
  if (!input) {
    throw new Error(`${file} has no delivery`);
  }
  const { state, cause, summary, remedy, warnings } = deriveDelivery(input);
  return {
    state,
    ...(cause ? { cause } : {}),
    summary: renderMessage(summary),
    by: remedy.by,
    remedy: renderMessage(remedy),
    ...(remedy.command ? { command: remedy.command } : {}),
    warnings: warnings.map(warning => renderMessage(warning)),
  };
}

const ANSWERS: Readonly<
  Record<string, { readonly now: string; readonly answer: object }>
> = {
  'configmap-target.yaml': {
    now: '2026-11-29T02:09:20Z',
    answer: {
      state: 'synced',
      summary: 'The ConfigMap configmap-target is up to date',
      by: 'nobody',
      remedy:
        'No action needed. The operator reported at its last sync that this ConfigMap exists',
      warnings: [],
    },
  },
  'generator-created-once.yaml': {
    now: '2026-11-29T02:10:00Z',
    answer: {
      state: 'synced',
      summary: 'The Secret generator-created-once is up to date',
      by: 'nobody',
      remedy:
        'No action needed. Backstage does not read Secrets: the operator reported at its last sync that this one exists',
      warnings: [
        'It is written once and never refreshed: a new value at the source does not arrive',
        'A generator makes the value, and only once: if the Secret or the copy is deleted, the next value is another one (ClusterGenerator password)',
      ],
    },
  },
  'generator-missing.yaml': {
    now: '2026-11-29T02:10:00Z',
    answer: {
      state: 'failed',
      cause: 'generator',
      summary:
        'The generator ECRAuthorizationToken ecr does not exist in namespace n-generator-missing',
      by: 'platform',
      remedy:
        'Refer to a ClusterGenerator in ClusterExternalSecret generator-missing, or create the generator ECRAuthorizationToken ecr in namespace n-generator-missing: the operator looks for it in the namespace of each copy',
      command:
        'kubectl get ecrauthorizationtoken.generators.external-secrets.io ecr -n n-generator-missing',
      warnings: [],
    },
  },
  'name-too-long-for-finalizer.yaml': {
    now: '2026-11-29T02:20:00Z',
    answer: {
      state: 'failed',
      cause: 'name-too-long',
      summary:
        'The name name-of-sixty-one-characters-which-is-too-long-for-a-finaliz is longer than 59 characters, so the operator creates no copy',
      by: 'platform',
      remedy:
        'Give the ClusterExternalSecret a name with at most 59 characters, and set spec.externalSecretName to name-of-sixty-one-characters-which-is-too-long-for-a-finaliz so that its copies keep their name; or upgrade the operator to 2.14',
      warnings: [],
    },
  },
  'sync-window-closed.yaml': {
    now: '2026-11-29T09:00:00Z',
    answer: {
      state: 'synced',
      summary: 'The Secret sync-window-closed is up to date',
      by: 'nobody',
      remedy:
        'No action needed. Backstage does not read Secrets: the operator reported at its last sync that this one exists',
      warnings: [
        'Its sync windows allow no refresh in the near future: a new value at the source does not arrive',
      ],
    },
  },
  'terminating-copy-finalizer-operator-gone.yaml': {
    now: '2026-11-29T02:20:00Z',
    answer: {
      state: 'terminating',
      summary:
        'The namespace is being deleted, but the finalizer of ExternalSecret create-or-merge holds it',
      by: 'platform',
      remedy:
        'Check whether the operator runs: it removes the finalizer externalsecrets.external-secrets.io/externalsecret-cleanup of ExternalSecret create-or-merge. If it was uninstalled, remove the finalizer',
      command:
        'kubectl patch externalsecret create-or-merge -n n-create-or-merge --type=json -p \'[{"op":"test","path":"/metadata/finalizers/0","value":"externalsecrets.external-secrets.io/externalsecret-cleanup"},{"op":"remove","path":"/metadata/finalizers/0"}]\'',
      warnings: [],
    },
  },
};

describe('deriveDelivery, on objects captured beside the operator 2.9.0', () => {
  it('has an expected answer for each sample', () => {
    expect(Object.keys(ANSWERS).sort()).toEqual(files);
  });

  it.each(Object.entries(ANSWERS))('answers %s', (file, { now, answer }) => {
    expect(answerFor(file, now)).toEqual(answer);
  });
});
