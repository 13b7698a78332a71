import { redactText } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterApi, listAll, Refused } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';

const PATH = '/apis/external-secrets.io/v1/clustersecretstores';

function storeFindings(store: any): DoctorFinding[] {
  const about = `ClusterSecretStore ${store.metadata.name}`;
  const ready = store.status?.conditions?.find(
    ({ type }: { type: string }) => type === 'Ready',
  );
  if (ready?.status === 'True') return [];
  const message = ready
    ? `is not Ready: ${redactText(String(ready.message ?? ready.reason))}`
    : 'was never validated: the operator does not run, or does not look after it';
  return [
    problem(
      'store-not-ready',
      about,
      message,
      `see kubectl describe clustersecretstore ${store.metadata.name}`,
    ),
  ];
}

/** Whether every ClusterSecretStore is Ready, and there is one at all. */
export async function checkStores(api: ClusterApi): Promise<CheckResult> {
  let stores: any[];
  try {
    stores = await listAll(api, PATH);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      check: 'stores',
      scope: 'ClusterSecretStores',
      findings: [unknown('ClusterSecretStores', error.message)],
    };
  }
  return {
    check: 'stores',
    scope: `${stores.length} ClusterSecretStore${
      stores.length === 1 ? '' : 's'
    }`,
    findings:
      stores.length > 0
        ? stores.flatMap(storeFindings)
        : [
            problem(
              'store-missing',
              'ClusterSecretStores',
              'there is none, so nothing can be distributed',
              'apply the hub: kubectl apply --server-side -k deploy/overlays/hub',
            ),
          ],
  };
}
