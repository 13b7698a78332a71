import { DEFAULT_PROTECTED_NAMESPACES } from './protectedNamespaces';

/** The decisions that are left to a platform. @public */
export interface RuleSettings {
  /** Namespaces that no distribution may select. */
  readonly protectedNamespaces: readonly string[];
  /** Patterns of labels by which distributions may be asked for. */
  readonly requestLabels: readonly string[];
  /** Labels that every distributed Secret carries. */
  readonly secretLabels: readonly string[];
  /** How many namespaces a distribution is to be prepared for. */
  readonly expectedNamespaces: number;
  /** Whether the manifests are everything there is: all stores and all namespaces. */
  readonly complete: boolean;
  /**
   * Whether the conventions of a hub of central secrets hold: request labels,
   * labels of Secrets, protected namespaces, the hub's policies. Absent: where
   * the hub's own objects are among the manifests.
   */
  readonly hub?: boolean;
  /** The operator's version, such as `2.9`; absent: it is not known. */
  readonly operatorVersion?: string;
  /**
   * Whether the manifests are from files, so that no API server has yet compared
   * them with the operator's definitions.
   */
  readonly fromFiles?: boolean;
  /** The tool that applies the manifests; absent: it is not known. */
  readonly gitops?: 'argocd';
}

/** @public */
export const DEFAULT_RULE_SETTINGS: RuleSettings = {
  protectedNamespaces: DEFAULT_PROTECTED_NAMESPACES,
  requestLabels: ['secrets/*'],
  secretLabels: ['managed-by', 'source', 'secret-type'],
  expectedNamespaces: 100,
  complete: false,
  hub: true,
};
