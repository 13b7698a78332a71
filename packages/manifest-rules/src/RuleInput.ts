import { StoreCondition } from '@central-secrets/backstage-plugin-central-secrets-node';
import { GivenAccess } from './givenAccess';
import { HubSources } from './HubSources';
import { Manifest } from './manifest';
import { ManifestOrigins } from './origins';
import type { OfferIndex } from './OfferIndex';
import { RuleSettings } from './settings';
import { TemplateUse, TemplateVerdict } from './templates';
import { Writer } from './Writer';

/** A ClusterSecretStore or SecretStore. @public */
export interface Store {
  readonly manifest: Manifest;
  /** Of a SecretStore; undefined where the files do not tell. */
  readonly namespace?: string;
  readonly conditions: readonly StoreCondition[];
}

/** Everything that rules look at. @public */
export interface RuleInput {
  readonly manifests: readonly Manifest[];
  readonly writers: readonly Writer[];
  readonly stores: readonly Store[];
  /** The first of each name, by `storeKey`. */
  readonly storesByKey: ReadonlyMap<string, Store>;
  /** Labels of the given Namespaces, by name. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Names of the given Namespaces with a label, by `labelEntry`. */
  readonly namespacesByLabel: Pick<
    ReadonlyMap<string, Iterable<string>>,
    'get'
  >;
  /** All distributions that a request may bring; absent: those of `writers`. */
  readonly offers?: OfferIndex;
  readonly templates: readonly TemplateUse[];
  /** One per template, in the same order; empty where no engine was asked. */
  readonly verdicts: readonly TemplateVerdict[];
  readonly settings: RuleSettings;
  /**
   * The identities that the hub's policies trust, and the objects that they
   * refuse.
   */
  readonly hub: GivenAccess;
  /** Whether the conventions of a hub hold for these manifests. */
  readonly isHub: boolean;
  /** What the files tell about the manifests. */
  readonly origins: ManifestOrigins;
  /** What the hub has now; absent: it was not asked. */
  readonly hubSources?: HubSources;
  /** Parts of objects, which kustomize completes. */
  readonly fragments: ReadonlySet<Manifest>;
}
