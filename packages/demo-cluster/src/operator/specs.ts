import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';

/*
 * The parts of External Secrets Operator's objects that the emulation reads.
 */

/** Source values by key. */
export type SecretValues = Record<string, string>;

export interface StoreReference {
  name: string;
  /** Absent: SecretStore. */
  kind?: string;
}

export interface RemoteReference {
  key: string;
  property?: string;
  decodingStrategy?: string;
}

/** One entry of `templateFrom`. */
export interface TemplateSource {
  configMap?: { name: string; items: { key: string }[] };
  secret?: { name: string; items: { key: string }[] };
}

export interface SecretTemplate {
  templateFrom?: TemplateSource[];
  type?: string;
  mergePolicy?: 'Replace' | 'Merge';
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  data?: Record<string, string>;
}

export interface ExternalSecretSpec {
  /** undefined: each entry names its own source. */
  secretStoreRef?: StoreReference;
  refreshInterval: string;
  refreshPolicy?: 'CreatedOnce' | 'Periodic' | 'OnChange';
  data?: { secretKey: string; remoteRef: RemoteReference }[];
  dataFrom?: {
    extract?: RemoteReference;
    rewrite?: object[];
    sourceRef?: { generatorRef?: { kind: string; name: string } };
  }[];
  target: {
    name?: string;
    immutable?: boolean;
    creationPolicy: 'Owner' | 'Orphan' | 'Merge' | 'None' | 'CreateOrMerge';
    deletionPolicy: 'Retain' | 'Delete' | 'Merge';
    template?: SecretTemplate;
  };
}

export interface ExternalSecretStatus {
  binding?: { name: string };
  refreshTime?: string | null;
  syncedResourceVersion?: string;
  conditions?: Condition[];
}

export interface Condition {
  type: 'Ready';
  status: 'True' | 'False';
  reason: string;
  message: string;
  lastTransitionTime: string;
}

export interface ClusterExternalSecretSpec {
  externalSecretName?: string;
  externalSecretMetadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  externalSecretSpec: ExternalSecretSpec;
  namespaceSelectors?: LabelSelector[];
  namespaceSelector?: LabelSelector;
  namespaces?: string[];
  refreshTime?: string;
}

export interface StoreSpec {
  controller?: string;
  refreshInterval?: number;
  provider: {
    kubernetes?: { remoteNamespace?: string };
    vault?: {
      server: string;
      /** The mount. */
      path?: string;
      version?: 'v1' | 'v2';
      auth?: { tokenSecretRef?: { name: string; namespace?: string } };
    };
    fake?: {
      data?: { key: string; value?: string }[];
      validationResult?: number;
    };
  };
  conditions?: {
    namespaceSelector?: LabelSelector;
    namespaces?: string[];
    namespaceRegexes?: string[];
  }[];
}

/** One value that a PushSecret writes. */
export interface PushEntry {
  match: {
    /** Absent: all keys, as JSON. */
    secretKey?: string;
    remoteRef: { remoteKey: string; property?: string };
  };
}

export interface PushSecretSpec {
  refreshInterval: string;
  updatePolicy: 'Replace' | 'IfNotExists';
  deletionPolicy: 'None' | 'Delete';
  secretStoreRefs: { name: string; kind?: string }[];
  selector: { secret: { name: string } };
  data: PushEntry[];
}

export interface PushSecretStatus {
  refreshTime?: string;
  syncedResourceVersion?: string;
  /** By `Kind/store`, then by `remoteKey/property`. */
  syncedPushSecrets?: Record<string, Record<string, PushEntry>>;
  conditions?: Condition[];
}
