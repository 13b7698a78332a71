import { InputError } from '@backstage/errors';
import { redactText } from '../../text';

/** A JSON object whose fields are not known yet. @public */
export type Fields = Readonly<Record<string, unknown>>;

/** The empty object where a field is missing: reading on finds nothing. */
const NOTHING: Fields = {};

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object field; empty where it is absent or something else. @public */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NOTHING;
}

/** A list of objects; empty where it is absent or something else. @public */
export function fieldsListOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** A text; undefined where it is absent, empty or something else. @public */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** No name of Kubernetes is longer. Characters. */
const LONGEST_NAME = 253;

/**
 * A name, or another word that a team may choose; undefined where it is absent,
 * empty or something else. A text longer than any name in Kubernetes is cut, so
 * that the record does not grow with it.
 */
export function nameOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && text.length > LONGEST_NAME
    ? copied(`${text.slice(0, LONGEST_NAME)}…`)
    : text;
}

/** A part of a text keeps the whole of it in memory; a copy does not. */
function copied(part: string): string {
  return ` ${part}`.slice(1);
}

/** A list of texts. @public */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(entry => typeof entry === 'string')
    : [];
}

/**
 * A map of texts, such as labels. A team chooses its keys, and `constructor`
 * may be among them: callers look a key up with `ownOf`.
 *
 * @public
 */
export function textMapOf(
  value: unknown,
  keep: (key: string) => boolean = () => true,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && keep(entry[0]),
    ),
  );
}

/** Longer than anything that an annotation of ours has to say. Characters. */
const LONGEST_ANNOTATION = 16_384;

/**
 * Reads annotations, and treats a very long one as empty. Cutting it would turn
 * it into another value, and leaving it out might mean more than it says; an
 * empty annotation of ours grants nothing.
 */
export function annotationsOf(
  value: unknown,
  keep: (key: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(textMapOf(value, keep)).map(([key, text]) => [
      key,
      text.length > LONGEST_ANNOTATION ? '' : text,
    ]),
  );
}

/** A text that a cluster's components wrote, fit to be shown; empty where it is absent. */
export function shownTextOf(value: unknown): string {
  const text = textOf(value) ?? '';
  const shown = redactText(text);
  return shown === text ? text : copied(shown);
}

/** A time in milliseconds since the epoch; undefined where it is absent, null or no time. */
export function timeOf(value: unknown): number | undefined {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** A whole number; `otherwise` where it is absent or something else. */
export function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : otherwise;
}

/** The fields that every Kubernetes object has, and that every parser needs. */
export interface ObjectHead {
  readonly fields: Fields;
  readonly metadata: Fields;
  readonly spec: Fields;
  readonly status: Fields;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly generation: number;
  readonly createdAt: number;
  readonly deletedAt?: number;
}

/**
 * Opens a raw Kubernetes object.
 *
 * The items of a list of a built-in kind carry no `kind` of their own (the
 * list has it), so an absent one is taken for the expected one.
 *
 * @throws InputError naming kind, namespace and name when the object is of
 * another kind
 */
export function openObject(
  object: unknown,
  expectedKinds: readonly string[],
): ObjectHead {
  const expected = expectedKinds.join(' or ');
  if (!isFields(object)) {
    throw new InputError(`Expected a ${expected}, got ${describe(object)}`);
  }
  const metadata = fieldsOf(object.metadata);
  const kind = textOf(object.kind);
  const name = textOf(metadata.name);
  const namespace = textOf(metadata.namespace);
  const where = `${kind ?? expected} ${[namespace, name ?? '(without a name)']
    .filter(Boolean)
    .join('/')}`;

  if (kind && !expectedKinds.includes(kind)) {
    throw new InputError(`Expected a ${expected}, got ${where}`);
  }
  if (!name) {
    throw new InputError(`${where}: metadata.name is missing`);
  }
  const uid = textOf(metadata.uid);
  if (!uid) {
    throw new InputError(`${where}: metadata.uid is missing`);
  }
  const createdAt = timeOf(metadata.creationTimestamp);
  if (createdAt === undefined) {
    throw new InputError(
      `${where}: metadata.creationTimestamp is missing or no time`,
    );
  }
  return {
    fields: object,
    metadata,
    spec: fieldsOf(object.spec),
    status: fieldsOf(object.status),
    kind,
    name,
    namespace,
    uid,
    generation: numberOf(metadata.generation, 0),
    createdAt,
    deletedAt: timeOf(metadata.deletionTimestamp),
  };
}

/** Same as `openObject`, for a kind that lives in namespaces. */
export function openNamespacedObject(
  object: unknown,
  expectedKinds: readonly string[],
): ObjectHead & { readonly namespace: string } {
  const head = openObject(object, expectedKinds);
  if (!head.namespace) {
    throw new InputError(
      `${head.kind ?? expectedKinds.join(' or ')} ${
        head.name
      }: metadata.namespace is missing`,
    );
  }
  return { ...head, namespace: head.namespace };
}

function describe(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'a list' : typeof value;
}
