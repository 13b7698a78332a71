import { HubSourceRecord } from '../hubIndex';
import { fieldsOf, nameOf, numberOf, textOf, textsOf, timeOf } from './fields';

/** The maximum number of keys of one source in the index. */
const MOST_KEYS = 100;

/** Longer than the text of any source with the limits below. Characters. */
const LONGEST_SOURCE = 64 * 1024;

/** No address that a person uses is longer. Characters. */
const LONGEST_ADDRESS = 1_024;

/** Names of Secrets, as Kubernetes accepts them. */
const SECRET_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const RESOURCE_VERSION = /^[a-zA-Z0-9]{1,64}$/;
/** An entity ref, the name of a group, a mail address. */
const OWNER = /^[a-zA-Z0-9][-a-zA-Z0-9._/:@+]{0,252}$/;

const DURATION = /^([1-9][0-9]{0,4})([hdw])$/;
const UNITS_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
};

/** A date or a time with its zone: `2027-01-31`, `2027-01-31T12:00:00Z`. */
const TIME =
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads the annotation `central-secrets/expires-at`; undefined: it is not a
 * time. Milliseconds since the epoch; a date alone is the beginning of that day
 * in UTC.
 *
 * @public
 */
export function parseExpiresAt(text: string): number | undefined {
  return TIME.test(text) ? timeOf(text) : undefined;
}

/**
 * Reads the annotation `central-secrets/rotate-every`, such as `90d`, `12w` or
 * `720h`; undefined: it is none of these. Milliseconds.
 *
 * @public
 */
export function parseRotateEvery(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNITS_MS[unit];
}

/** Reads an owner; undefined: it is more than a name or an address. @public */
export function parseSourceOwner(text: string): string | undefined {
  return OWNER.test(text) ? text : undefined;
}

/**
 * Reads the address of a runbook; undefined: it is not an http or https address,
 * or it has a part that may hold a credential (user, password, query, fragment).
 *
 * @public
 */
export function parseRunbook(text: string): string | undefined {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, username, password, search, hash, href } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const mayHoldCredential = username || password || search || hash;
  return isWeb && !mayHoldCredential && href.length <= LONGEST_ADDRESS
    ? href
    : undefined;
}

/**
 * Describes the keys of a source: those that the index keeps, and how many more
 * there are.
 *
 * @public
 */
export function limitKeys(
  keys: readonly string[],
): Pick<HubSourceRecord, 'keys' | 'keysLeftOut'> {
  const sorted = [...keys].sort();
  const more = sorted.length - MOST_KEYS;
  return {
    keys: sorted.slice(0, MOST_KEYS),
    ...(more > 0 ? { keysLeftOut: more } : {}),
  };
}

/**
 * Writes a source as its page keeps it, beside its name: each source is a text
 * of its own, so that one that cannot be read does not hide the others.
 *
 * @public
 */
export function formatHubSource(source: HubSourceRecord): string {
  return JSON.stringify({
    version: source.version,
    type: source.type,
    keys: source.keys,
    keysLeftOut: source.keysLeftOut,
    changedAt: formatTime(source.changedAt),
    dataTime: formatTime(source.dataTime),
    certificateEndsAt: formatTime(source.certificateEndsAt),
    expiresAt: formatTime(source.expiresAt),
    rotateEveryHours: source.rotateEveryMs && source.rotateEveryMs / UNITS_MS.h,
    owner: source.owner,
    runbook: source.runbook,
  });
}

function formatTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

/**
 * Reads a source of a page; undefined where the text is none that
 * `formatHubSource` wrote.
 *
 * @public
 */
export function parseHubSource(
  name: string,
  text: string,
): HubSourceRecord | undefined {
  if (name.length > 253 || !SECRET_NAME.test(name)) {
    return undefined;
  }
  if (text.length > LONGEST_SOURCE) {
    return undefined;
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const fields = fieldsOf(raw);
  const version = textOf(fields.version) ?? '';
  const type = nameOf(fields.type);
  const changedAt = timeOf(fields.changedAt);
  const keys = textsOf(fields.keys);
  const isReadable =
    RESOURCE_VERSION.test(version) &&
    type !== undefined &&
    changedAt !== undefined &&
    Array.isArray(fields.keys) &&
    keys.length === fields.keys.length &&
    keys.length <= MOST_KEYS &&
    keys.every(key => SECRET_KEY.test(key));
  if (!isReadable) {
    return undefined;
  }
  const keysLeftOut = numberOf(fields.keysLeftOut, 0);
  const dataTime = timeOf(fields.dataTime);
  const certificateEndsAt = timeOf(fields.certificateEndsAt);
  const expiresAt = timeOf(fields.expiresAt);
  const rotateEveryHours = numberOf(fields.rotateEveryHours, 0);
  const owner = parseSourceOwner(textOf(fields.owner) ?? '');
  const runbook = parseRunbook(textOf(fields.runbook) ?? '');
  return {
    name,
    version,
    type,
    keys: [...keys].sort(),
    ...(keysLeftOut > 0 ? { keysLeftOut } : {}),
    changedAt,
    ...(dataTime === undefined ? {} : { dataTime }),
    ...(certificateEndsAt === undefined ? {} : { certificateEndsAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(rotateEveryHours > 0
      ? { rotateEveryMs: rotateEveryHours * UNITS_MS.h }
      : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(runbook === undefined ? {} : { runbook }),
  };
}
