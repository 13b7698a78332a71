import {
  DistributionRecord,
  ExternalSecretSpecRecord,
  readKeyPurposes,
  StoreReference,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/** Characters. */
const LONGEST_URL = 2_048;

/** A time in the contract's form: RFC 3339, UTC; null where there is none. */
export function instant(milliseconds: number | undefined): string | null {
  return milliseconds === undefined
    ? null
    : new Date(milliseconds).toISOString();
}

/**
 * What is written, in the contract's form: the keys of a Secret, or an object of
 * another kind.
 *
 * @param distribution - states their purposes; undefined: there is none
 */
export function toTarget(
  spec: Pick<ExternalSecretSpecRecord, 'keys' | 'keysLeftOut' | 'targetKind'>,
  distribution: Pick<DistributionRecord, 'annotations'> | undefined,
): {
  kind?: string;
  keys: string[] | null;
  keysLeftOut?: number;
  keyPurposes?: Record<string, string>;
} {
  const { keys, keysLeftOut, targetKind } = spec;
  const keyPurposes =
    distribution && readKeyPurposes({ ...distribution, spec });
  return {
    ...(targetKind ? { kind: targetKind } : {}),
    keys: keys ? [...keys] : null,
    ...(keysLeftOut === undefined ? {} : { keysLeftOut }),
    ...(keyPurposes ? { keyPurposes } : {}),
  };
}

/** The store of a contract's form; an empty name where none is read. */
export function toStore(store: StoreReference | undefined): {
  name: string;
  kind: StoreReference['kind'];
} {
  return { name: store?.name ?? '', kind: store?.kind ?? 'SecretStore' };
}

/**
 * A link that a browser may open; null for anything but http and https. The
 * author of a ClusterExternalSecret chooses it, so `javascript:` may be in it.
 */
export function httpUrl(text: string | undefined): string | null {
  if (!text || text.length > LONGEST_URL || !URL.canParse(text)) {
    return null;
  }
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
