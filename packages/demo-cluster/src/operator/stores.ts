import {
  goExpression,
  GoExpression,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject } from '../apiServer/objects';
import { labelSelectorMatches } from '../apiServer/selectors';
import { readyCondition } from './conditions';
import { StoreReference, StoreSpec } from './specs';

/** The controller class that the emulated operator answers to. */
const CONTROLLER_CLASS = 'default';

/** Whether a store is this operator's to look after. One of another class is passed over without a word. */
export function isOurs(store: KubernetesObject): boolean {
  const { controller } = store.spec as StoreSpec;
  return !controller || controller === CONTROLLER_CLASS;
}

/** The store that an ExternalSecret in a namespace refers to; undefined when there is none. */
export function findStore(
  api: ClusterApi,
  reference: StoreReference | undefined,
  namespace: string,
): KubernetesObject | undefined {
  if (!reference) {
    return undefined;
  }
  const { kind, name } = reference;
  return kind === 'ClusterSecretStore'
    ? api.find({ kind, name })
    : api.find({ kind: 'SecretStore', name, namespace });
}

/** The operator's words where a store is not there. */
export function storeNotFound({
  kind = 'SecretStore',
  name,
}: StoreReference): string {
  return `could not get ${kind} "${name}", ${kind}.external-secrets.io "${name}" not found`;
}

/** The operator's words where the conditions of a ClusterSecretStore keep a namespace out. */
export function storeNotAllowed(store: string, namespace: string): string {
  return `using cluster store "${store}" is not allowed from namespace "${namespace}": denied by spec.condition`;
}

/** Gives the store, or throws what stands in the way of using it from this namespace. */
export function usableStore(
  api: ClusterApi,
  reference: StoreReference | undefined,
  namespace: string,
): KubernetesObject {
  if (!reference) {
    throw new Error('the demo cluster emulates a store for all data only');
  }
  const kind = reference.kind ?? 'SecretStore';
  const { name } = reference;
  const store = findStore(api, reference, namespace);
  if (!store) {
    throw new Error(storeNotFound(reference));
  }
  if (kind === 'ClusterSecretStore' && !admits(api, store, namespace)) {
    throw new Error(storeNotAllowed(name, namespace));
  }
  if (readyCondition(store.status?.conditions)?.status !== 'True') {
    throw new Error(`${kind} "${name}" is not ready`);
  }
  return store;
}

/** Whether the conditions of a ClusterSecretStore let a namespace use it. */
export function admits(
  api: ClusterApi,
  store: KubernetesObject,
  namespace: string,
): boolean {
  const { conditions = [] } = store.spec as StoreSpec;
  const labels = api.get({ kind: 'Namespace', name: namespace }).metadata
    .labels;
  return (
    conditions.length === 0 ||
    conditions.some(
      ({ namespaceSelector, namespaces, namespaceRegexes }) =>
        (namespaceSelector &&
          labelSelectorMatches(namespaceSelector, labels)) ||
        namespaces?.includes(namespace) ||
        namespaceRegexes?.some(regex => expressionOf(regex).test(namespace)),
    )
  );
}

function expressionOf(regex: string): GoExpression {
  const expression = goExpression(regex);
  if (!expression) {
    throw new Error(`failed to compile regex ${regex}`);
  }
  return expression;
}
