import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import { theWorld } from '../jest/globals';
import { selectorQuery } from './selectors';

/** Among which objects a selector is to select; among all namespaces unless told. */
export interface Candidates {
  readonly collection?: string;
  readonly name?: string;
}

/** The names of the objects that the API server itself selects, by its list requests; sorted. */
export async function selectedByApiServer(
  selector: LabelSelector,
  { collection = '/api/v1/namespaces', name }: Candidates = {},
): Promise<string[]> {
  const query = new URLSearchParams({
    labelSelector: selectorQuery(selector),
    ...(name && { fieldSelector: `metadata.name=${name}` }),
  });
  const found = await theWorld().platform.api.list(`${collection}?${query}`);
  return found.map(({ metadata }) => metadata.name).sort();
}

/**
 * Why the API server refuses a selector, in its own words; undefined when it
 * takes it. Asked for by the dry run of an object that has a label selector
 * which the API server validates: in a ClusterExternalSecret's it looks for
 * nothing, and the operator reads it by the same library.
 */
export async function refusedByApiServer(
  selector: LabelSelector,
): Promise<string | undefined> {
  const { status, body } = await theWorld().platform.api.ask(
    'POST',
    '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies?dryRun=All',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'selector' },
      spec: { podSelector: selector },
    },
  );
  if (status !== 201 && status !== 422) {
    throw new Error(`a selector was neither taken nor refused: ${status}`);
  }
  return status === 201 ? undefined : body.message;
}

/** The selector that a distribution's list of names stands for. */
export function byName(name: string): LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
