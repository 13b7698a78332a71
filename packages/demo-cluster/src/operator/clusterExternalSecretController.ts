import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { KubernetesObject } from '../apiServer/objects';
import { childOf, isOwnedBy } from './childExternalSecret';
import { ControllerContext, Outcome } from './context';
import { isSelected, selectorsProblem } from './distributionSelectors';
import { setFinalizer } from './finalizers';
import { ClusterExternalSecretSpec } from './specs';

const FINALIZER =
  'externalsecrets.external-secrets.io/clusterexternalsecret-cleanup';
const DEFAULT_REFRESH_MS = 3_600_000;

interface NamespaceFailure {
  namespace: string;
  reason: string;
}

/** The finalizer by which a distribution holds a namespace that it delivers to. */
export function namespaceFinalizer(distribution: string): string {
  return `externalsecrets.external-secrets.io/ces-${distribution}`;
}

/**
 * Gives every selected namespace its ExternalSecret, and takes it from the
 * others, as `clusterexternalsecret_controller.go` does. The namespace's
 * finalizer stays when it is no longer selected (upstream issue 6677). It goes
 * when the distribution is deleted, or when the namespace is deleted while it
 * is still selected.
 */
export class ClusterExternalSecretController {
  readonly #context: ControllerContext;

  constructor(context: ControllerContext) {
    this.#context = context;
  }

  reconcile(name: string): Outcome {
    const { api } = this.#context;
    const found = api.find({ kind: 'ClusterExternalSecret', name });
    if (!found) {
      return {};
    }
    if (found.metadata.deletionTimestamp) {
      this.#finishDeletion(found);
      return {};
    }
    const distribution = setFinalizer(api, found, FINALIZER, true);
    const spec = distribution.spec as ClusterExternalSecretSpec;
    const childName = spec.externalSecretName ?? name;
    const { externalSecretName, provisionedNamespaces = [] } =
      distribution.status ?? {};
    if (externalSecretName && externalSecretName !== childName) {
      this.#deleteChildren(
        distribution,
        provisionedNamespaces,
        externalSecretName,
      );
    }

    const problem = selectorsProblem(spec);
    if (problem) {
      this.#writeStatus(distribution, childName, provisionedNamespaces, [
        { namespace: 'unknown', reason: problem },
      ]);
      return 'retry';
    }
    this.#provisionAll(distribution, childName, provisionedNamespaces);
    return {
      afterMs: spec.refreshTime
        ? parseGoDuration(spec.refreshTime)
        : DEFAULT_REFRESH_MS,
    };
  }

  #provisionAll(
    distribution: KubernetesObject,
    childName: string,
    before: readonly string[],
  ): void {
    const { name } = distribution.metadata;
    const selected = this.#context.api
      .list('Namespace')
      .filter(({ metadata }) => isSelected(distribution.spec, metadata.labels));
    const selectedNames = selected.map(({ metadata }) => metadata.name);
    this.#deleteChildren(
      distribution,
      before.filter(namespace => !selectedNames.includes(namespace)),
      childName,
    );

    const provisioned: string[] = [];
    const failed: NamespaceFailure[] = [];
    for (const { metadata } of selected) {
      const namespace = metadata.name;
      if (metadata.deletionTimestamp) {
        this.#setNamespaceFinalizer(namespace, name, false);
        continue;
      }
      try {
        this.#provision(distribution, namespace, childName);
        provisioned.push(namespace);
      } catch (error) {
        failed.push({ namespace, reason: (error as Error).message });
      }
    }
    this.#writeStatus(distribution, childName, provisioned, failed);
  }

  #provision(
    distribution: KubernetesObject,
    namespace: string,
    name: string,
  ): void {
    const { api } = this.#context;
    const existing = api.find({ kind: 'ExternalSecret', name, namespace });
    if (existing && !isOwnedBy(existing, distribution)) {
      throw new Error('external secret already exists in namespace');
    }
    this.#setNamespaceFinalizer(namespace, distribution.metadata.name, true);
    const child = childOf(distribution, namespace, name, existing);
    try {
      if (existing) {
        api.replace(child);
      } else {
        api.create(child);
      }
    } catch (error) {
      throw new Error(
        `could not create or update ExternalSecret: ${
          (error as Error).message
        }`,
      );
    }
  }

  #deleteChildren(
    distribution: KubernetesObject,
    namespaces: readonly string[],
    name: string,
  ): void {
    const { api } = this.#context;
    for (const namespace of namespaces) {
      const reference = { kind: 'ExternalSecret', name, namespace };
      const child = api.find(reference);
      if (child && isOwnedBy(child, distribution)) {
        api.delete(reference);
      }
    }
  }

  #finishDeletion(distribution: KubernetesObject): void {
    const { name } = distribution.metadata;
    const { provisionedNamespaces = [], externalSecretName = name } =
      distribution.status ?? {};
    for (const namespace of provisionedNamespaces) {
      this.#setNamespaceFinalizer(namespace, name, false);
    }
    this.#deleteChildren(
      distribution,
      provisionedNamespaces,
      externalSecretName,
    );
    setFinalizer(this.#context.api, distribution, FINALIZER, false);
  }

  #setNamespaceFinalizer(
    namespace: string,
    distribution: string,
    isWanted: boolean,
  ): void {
    const { api } = this.#context;
    const found = api.find({ kind: 'Namespace', name: namespace });
    if (found) {
      setFinalizer(api, found, namespaceFinalizer(distribution), isWanted);
    }
  }

  /** The condition has neither reason nor time, and is True also when children fail. */
  #writeStatus(
    { metadata: { name } }: KubernetesObject,
    externalSecretName: string,
    provisionedNamespaces: readonly string[],
    failedNamespaces: readonly NamespaceFailure[],
  ): void {
    const { api } = this.#context;
    const current = api.get({ kind: 'ClusterExternalSecret', name });
    const condition =
      failedNamespaces.length === 0
        ? { status: 'True', type: 'Ready' }
        : {
            message: 'one or more namespaces failed',
            status: 'False',
            type: 'Ready',
          };
    const status = {
      conditions: [condition],
      externalSecretName,
      ...(failedNamespaces.length > 0 && { failedNamespaces }),
      ...(provisionedNamespaces.length > 0 && { provisionedNamespaces }),
    };
    api.replace({ ...current, status }, { status: true });
  }
}
