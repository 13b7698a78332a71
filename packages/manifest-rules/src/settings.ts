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
}

/** @public */
export const DEFAULT_RULE_SETTINGS: RuleSettings = {
  protectedNamespaces: DEFAULT_PROTECTED_NAMESPACES,
  requestLabels: ['secrets/*'],
  secretLabels: ['managed-by', 'source', 'secret-type'],
  expectedNamespaces: 100,
  complete: false,
};
