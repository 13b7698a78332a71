import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import { theWorld } from '../jest/globals';
import { selectorQuery } from './selectors';

/** The objects that a selector may select; default all namespaces. */
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
 * Returns the API server's reason to refuse a selector, in its own words;
 * undefined when it accepts the selector. The question is a dry run of an
 * object whose label selector the API server validates. It does not validate
 * the selectors of a ClusterExternalSecret; the operator parses those with the
 * same library.
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
    throw new Error(`a selector was neither accepted nor refused: ${status}`);
  }
  return status === 201 ? undefined : body.message;
}

/** The selector that is equivalent to a distribution's list of names. */
export function byName(name: string): LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
