import { createHmac, X509Certificate } from 'node:crypto';
import { ANNOTATION_OWNER } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ANNOTATION_EXPIRES_AT,
  ANNOTATION_ROTATE_EVERY,
  ANNOTATION_RUNBOOK,
  Fields,
  fieldsOf,
  HubSourceRecord,
  limitKeys,
  parseExpiresAt,
  parseRotateEvery,
  parseRunbook,
  parseSourceOwner,
  textMapOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { findDataTime } from './findDataTime';

const TLS_TYPE = 'kubernetes.io/tls';
const LONGEST_TYPE = 253;

/** A Secret without its values. */
export interface DescribedSecret {
  readonly uid: string;
  readonly facts: Omit<HubSourceRecord, 'changedAt' | 'dataTime'>;
  /** The newest time at which its data may have changed, as the cluster recorded it. */
  readonly dataTime: number;
  /**
   * Equal for equal data, within this process only: it is made with a random
   * key, never leaves the memory, and proves nothing about the data without the
   * key.
   */
  readonly fingerprint: string;
  /** Annotations of ours whose value cannot be read; they are left out. */
  readonly unreadableAnnotations: readonly string[];
}

/**
 * Describes a raw Secret, which may be dropped afterwards.
 *
 * @param fingerprintKey - random bytes of this process
 * @throws Error without any part of the object, where it is not a Secret
 */
export function describeSecret(
  object: unknown,
  fingerprintKey: Buffer,
): DescribedSecret {
  const secret = fieldsOf(object);
  const metadata = fieldsOf(secret.metadata);
  const name = textOf(metadata.name);
  const version = textOf(metadata.resourceVersion);
  const dataTime = findDataTime(metadata);
  if (!name || !version || dataTime === undefined) {
    throw new Error('the API server sent an object that is not a Secret');
  }
  const data = textMapOf(secret.data);
  const type = (textOf(secret.type) ?? 'Opaque').slice(0, LONGEST_TYPE);
  const certificateEndsAt =
    type === TLS_TYPE ? findCertificateEnd(data['tls.crt']) : undefined;
  const { known, unreadable } = readAnnotations(
    textMapOf(metadata.annotations),
  );
  return {
    uid: textOf(metadata.uid) ?? '',
    facts: {
      name,
      version,
      type,
      ...limitKeys(Object.keys(data)),
      ...(certificateEndsAt === undefined ? {} : { certificateEndsAt }),
      ...known,
    },
    dataTime,
    fingerprint: makeFingerprint(data, fingerprintKey),
    unreadableAnnotations: unreadable,
  };
}

function makeFingerprint(data: Fields, key: Buffer): string {
  const hmac = createHmac('sha256', key);
  for (const name of Object.keys(data).sort()) {
    hmac.update(JSON.stringify([name, data[name]]));
  }
  return hmac.digest('base64');
}

/** The end of the first certificate of a chain; undefined: there is none to be read. */
function findCertificateEnd(chain: string | undefined): number | undefined {
  try {
    const { validTo } = new X509Certificate(Buffer.from(chain ?? '', 'base64'));
    const end = Date.parse(validTo);
    return Number.isNaN(end) ? undefined : end;
  } catch {
    return undefined;
  }
}

/** The annotations of hub owners, each with the field that it fills. */
const ANNOTATIONS: readonly [
  string,
  (text: string) => Partial<HubSourceRecord> | undefined,
][] = [
  [ANNOTATION_EXPIRES_AT, text => filled('expiresAt', parseExpiresAt(text))],
  [
    ANNOTATION_ROTATE_EVERY,
    text => filled('rotateEveryMs', parseRotateEvery(text)),
  ],
  [ANNOTATION_OWNER, text => filled('owner', parseSourceOwner(text))],
  [ANNOTATION_RUNBOOK, text => filled('runbook', parseRunbook(text))],
];

function filled<T>(field: keyof HubSourceRecord, value: T | undefined) {
  return value === undefined ? undefined : { [field]: value };
}

function readAnnotations(annotations: Record<string, string>): {
  readonly known: Partial<HubSourceRecord>;
  readonly unreadable: readonly string[];
} {
  const unreadable: string[] = [];
  let known: Partial<HubSourceRecord> = {};
  for (const [annotation, read] of ANNOTATIONS) {
    if (Object.hasOwn(annotations, annotation)) {
      const field = read(annotations[annotation]);
      known = { ...known, ...field };
      unreadable.push(...(field ? [] : [annotation]));
    }
  }
  return { known, unreadable };
}
