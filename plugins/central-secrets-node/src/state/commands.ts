import { kubectl } from '../text';
import {
  ExternalSecretRecord,
  GeneratorReference,
  StoreReference,
} from '../records';
import { DeliveryContext } from './context';
import { DeliveryInput } from './delivery';
import { isClusterGenerator } from './generators';
import { Refusal } from './refusal';

/** Commands that can be pasted as they are, also where a name comes from a text of the cluster's. */

/** The operator's log, where its Helm chart puts it by default. */
export const READ_OPERATOR_LOG =
  'kubectl -n external-secrets logs deployment/external-secrets --tail=100';

const WEBHOOKS =
  'validatingwebhookconfigurations,mutatingwebhookconfigurations';

/** Every webhook that is asked before something is written. */
export const LIST_WEBHOOKS = `kubectl get ${WEBHOOKS}`;

/** Every policy and webhook that is asked before something is written. */
export const LIST_POLICIES = `kubectl get validatingadmissionpolicies,${WEBHOOKS}`;

/** The command that asks whether a user has a right. */
export function mayDo({
  user,
  verb,
  resource,
  name,
  namespace,
}: NonNullable<Refusal['right']>): string {
  const asked = name ? `${resource}/${name}` : resource;
  return namespace
    ? kubectl`auth can-i ${verb} ${asked} --as=${user} -n ${namespace}`
    : kubectl`auth can-i ${verb} ${asked} --as=${user}`;
}

/** Shows whether a Secret exists, and none of its values. */
export function findSecret(namespace: string, name: string): string {
  return kubectl`get secret ${name} -n ${namespace}`;
}

/** Shows in which namespaces a ServiceAccount of that name exists. */
export function findServiceAccount(name: string): string {
  return kubectl`get serviceaccounts --all-namespaces --field-selector=metadata.name=${name}`;
}

export function describeQuota(namespace: string, name: string): string {
  return kubectl`describe resourcequota ${name} -n ${namespace}`;
}

export function describeQuotas(namespace: string): string {
  return kubectl`describe resourcequota -n ${namespace}`;
}

/** Edits what decides the delivery: the distribution, or the team's own ExternalSecret. */
export function editSpec({ input, name }: DeliveryContext): string {
  return input.distribution
    ? kubectl`edit clusterexternalsecret ${input.distribution.name}`
    : kubectl`edit externalsecret ${name} -n ${input.namespace.name}`;
}

export function describeExternalSecret(
  namespace: string,
  name: string,
): string {
  return kubectl`describe externalsecret ${name} -n ${namespace}`;
}

export function deleteExternalSecret(namespace: string, name: string): string {
  return kubectl`delete externalsecret ${name} -n ${namespace}`;
}

export function deleteSecret(namespace: string, name: string): string {
  return kubectl`delete secret ${name} -n ${namespace}`;
}

export function describeNamespace(name: string): string {
  return kubectl`describe namespace ${name}`;
}

export function describeStore(
  { kind, name }: StoreReference,
  { namespace }: { readonly namespace: { readonly name: string } },
): string {
  return kind === 'ClusterSecretStore'
    ? kubectl`describe clustersecretstore ${name}`
    : kubectl`describe secretstore ${name} -n ${namespace.name}`;
}

/** Generators have a group of their own; kubectl takes the name of a kind. */
function generatorResource({ kind }: GeneratorReference): string {
  return `${kind.toLowerCase()}.generators.external-secrets.io`;
}

export function getGenerator(
  generator: GeneratorReference,
  { namespace }: DeliveryInput,
): string {
  return isClusterGenerator(generator)
    ? kubectl`get ${generatorResource(generator)} ${generator.name}`
    : kubectl`get ${generatorResource(generator)} ${generator.name} -n ${
        namespace.name
      }`;
}

export function describeGenerator(
  generator: GeneratorReference,
  { namespace }: DeliveryInput,
): string {
  return isClusterGenerator(generator)
    ? kubectl`describe ${generatorResource(generator)} ${generator.name}`
    : kubectl`describe ${generatorResource(generator)} ${generator.name} -n ${
        namespace.name
      }`;
}

export function editStore({ name }: StoreReference): string {
  return kubectl`edit clustersecretstore ${name}`;
}

/** Has the operator look at a distribution and all of its copies again; it mirrors this annotation to them. */
export function refreshDistribution(name: string): string {
  return kubectl`annotate clusterexternalsecret ${name} external-secrets.io/force-sync="$(date +%s)" --overwrite`;
}

/**
 * The patch that takes finalizers away, and nothing else: each removal is
 * preceded by a test of the value at that place, so that the whole patch is
 * refused if the list has changed meanwhile. From the last to the first, so
 * that no removal moves the places of the others.
 */
function removalPatch(
  finalizers: readonly string[],
  remove: readonly string[],
): string {
  const steps = finalizers
    .map((value, index) => ({
      value,
      path: `/metadata/finalizers/${index}`,
    }))
    .filter(({ value }) => remove.includes(value))
    .reverse()
    .flatMap(({ value, path }) => [
      { op: 'test', path, value },
      { op: 'remove', path },
    ]);
  return JSON.stringify(steps);
}

/** Takes finalizers away from a namespace, and nothing else. */
export function removeFinalizers(
  namespace: string,
  finalizers: readonly string[],
  remove: readonly string[],
): string {
  return kubectl`patch namespace ${namespace} --type=json -p ${removalPatch(
    finalizers,
    remove,
  )}`;
}

/** Takes one finalizer away from an ExternalSecret, and nothing else. */
export function removeCopyFinalizer(
  { namespace, name, finalizers = [] }: ExternalSecretRecord,
  finalizer: string,
): string {
  return kubectl`patch externalsecret ${name} -n ${namespace} --type=json -p ${removalPatch(
    finalizers,
    [finalizer],
  )}`;
}
