import {
  ExternalSecretSpecRecord,
  LabelSelector,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest } from './manifest';
import { Path } from './path';

/** One of a distribution's selectors, and where it stands. @public */
export interface PlacedSelector {
  readonly selector: LabelSelector;
  readonly path: Path;
}

/**
 * An object that creates a Secret: a ClusterExternalSecret or an
 * ExternalSecret. @public
 */
export interface Writer {
  readonly manifest: Manifest;
  readonly isDistribution: boolean;
  /** Of an ExternalSecret; undefined where the files do not tell. */
  readonly namespace?: string;
  readonly externalSecretName: string;
  readonly targetName: string;
  /** The ExternalSecret's spec as it was written, and where it stands. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly specPath: Path;
  /** The same with the operator's defaults; undefined where its refresh interval cannot be read. */
  readonly record?: ExternalSecretSpecRecord;
  /** Which namespaces get it; of an ExternalSecret its own, if that is known. */
  readonly selectors: readonly PlacedSelector[];
}
