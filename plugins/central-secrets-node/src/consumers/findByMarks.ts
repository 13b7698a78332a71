import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryWarning,
  ExternalSecretRecord,
  NamespaceRecord,
  ownOf,
  SECRET_MARKS,
  SecretMark,
} from '../records';
import { SecretConsumer } from './Users';

/** What finds a Secret by its labels and annotations. @public */
export interface FoundByMarks {
  readonly consumers: readonly SecretConsumer[];
  /** Labels by which a controller does not find the Secret here. */
  readonly warnings: readonly DeliveryWarning[];
}

/** The namespace label of a Kargo project. */
const KARGO_PROJECT = 'kargo.akuity.io/project';

/** Where Argo CD's own manifests and chart install it. */
const ARGO_CD_NAMESPACE = 'argocd';
/** A workload of each installation of Argo CD. */
const ARGO_CD_WORKLOAD = /(?:^|-)argocd-(?:server|repo-server)$/;

/** A controller that finds a Secret. */
const controller = (
  name: string,
  secret: string,
  mark: SecretMark,
): SecretConsumer => ({
  kind: 'Controller',
  name,
  references: [{ secret, way: 'label', readAt: 'always', keys: [mark] }],
  pods: [],
});

/** Whether a mark has a value that switches its controller on. */
const IS_ON: Readonly<Partial<Record<SecretMark, (value: string) => boolean>>> =
  {
    'kargo.akuity.io/cred-type': value =>
      ['git', 'helm', 'image'].includes(value),
    'argocd.argoproj.io/secret-type': value => value !== '',
    'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': value =>
      value === 'true',
    'replicator.v1.mittwald.de/replicate-to': value => value !== '',
    'cert-manager.io/allow-direct-injection': value => value === 'true',
  };

/** The controllers that find a Secret in any namespace. */
const FOUND_ANYWHERE: Readonly<Partial<Record<SecretMark, string>>> = {
  'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': 'Reflector',
  'replicator.v1.mittwald.de/replicate-to': 'Replicator',
  'cert-manager.io/allow-direct-injection': 'cert-manager',
};

/**
 * Finds the controllers that use a Secret because of its labels and annotations,
 * without a reference in any workload.
 *
 * @param secret - the Secret's name
 * @param workloads - of the namespace, as far as they name a Secret
 * @public
 */
export function findByMarks(
  secret: string,
  { marks = {} }: Pick<ExternalSecretRecord, 'marks'>,
  namespace: NamespaceRecord,
  workloads: Iterable<Pick<SecretConsumer, 'name'>>,
): FoundByMarks {
  const isSet = (mark: SecretMark) => {
    const value = ownOf(marks, mark);
    return value !== undefined && IS_ON[mark]?.(value);
  };
  const found: SecretConsumer[] = [];
  const warnings: DeliveryWarning[] = [];
  const place = (
    mark: SecretMark,
    name: string,
    isHere: () => boolean,
    whyNot: DeliveryWarning,
  ) => {
    if (!isSet(mark)) {
      return;
    }
    if (isHere()) {
      found.push(controller(name, secret, mark));
    } else {
      warnings.push(whyNot);
    }
  };
  place(
    'kargo.akuity.io/cred-type',
    'Kargo',
    () => ownOf(namespace.labels, KARGO_PROJECT) === 'true',
    message('label-not-found', { namespace: namespace.name }),
  );
  place(
    'argocd.argoproj.io/secret-type',
    'Argo CD',
    () =>
      namespace.name === ARGO_CD_NAMESPACE ||
      [...workloads].some(({ name }) => ARGO_CD_WORKLOAD.test(name)),
    message('label-not-found.argo-cd', { namespace: namespace.name }),
  );
  for (const mark of SECRET_MARKS) {
    const name = FOUND_ANYWHERE[mark];
    if (name !== undefined && isSet(mark)) {
      found.push(controller(name, secret, mark));
    }
  }
  return { consumers: found, warnings };
}
