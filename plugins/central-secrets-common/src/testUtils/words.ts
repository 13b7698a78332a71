import { z } from 'zod';

/** Replaces a word of the contract in an answer. @public */
export type ReplaceWord = (
  word: string,
  known: readonly string[],
  path: readonly (string | number)[],
) => string;

function knownWordsOf(schema: z.ZodType): readonly string[] | undefined {
  return schema.meta()?.knownWords as readonly string[] | undefined;
}

function refuseClosedWords(schema: z.ZodType, path: string): void {
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    throw new Error(`${path || 'the answer'}: a closed list of words`);
  }
}

function closed(schema: z.ZodType): z.ZodType {
  const known = knownWordsOf(schema);
  if (schema instanceof z.ZodObject) {
    return z.object(
      Object.fromEntries(
        Object.entries(schema.shape as z.ZodRawShape).map(([name, field]) => [
          name,
          closed(field as z.ZodType),
        ]),
      ),
    );
  }
  if (schema instanceof z.ZodArray) {
    return z.array(closed(schema.element as z.ZodType));
  }
  if (schema instanceof z.ZodNullable) {
    return closed(schema.unwrap() as z.ZodType).nullable();
  }
  if (schema instanceof z.ZodOptional) {
    return closed(schema.unwrap() as z.ZodType).optional();
  }
  if (schema instanceof z.ZodRecord) {
    const value = closed(schema.valueType as z.ZodType);
    if (!known) {
      return z.record(z.string(), value);
    }
    return schema.meta()?.everyWord
      ? z.record(z.enum(known), value)
      : z.partialRecord(z.enum(known), value);
  }
  return known ? z.enum(known) : schema;
}

const closedTwins = new WeakMap<z.ZodType, z.ZodType>();

/**
 * The schema of an answer in which only this version's words are accepted:
 * clients read openly, and the backend's tests do not.
 *
 * @public
 */
export function exactly<Schema extends z.ZodType>(schema: Schema): Schema {
  const twin = closedTwins.get(schema) ?? closed(schema);
  closedTwins.set(schema, twin);
  return twin as Schema;
}

/**
 * An answer with its words replaced, for tests of a client's handling of words
 * that it does not know.
 *
 * @throws Error naming the field where the schema has a closed list of words
 *
 * @public
 */
export function replaceWords<Answer>(
  schema: z.ZodType<Answer>,
  answer: Answer,
  replace: ReplaceWord,
): Answer {
  return replaceIn(schema, answer, [], replace) as Answer;
}

function replaceIn(
  schema: z.ZodType,
  value: unknown,
  path: readonly (string | number)[],
  replace: ReplaceWord,
): unknown {
  refuseClosedWords(schema, path.join('.'));
  if (value === null || value === undefined) {
    return value;
  }
  const known = knownWordsOf(schema);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return replaceIn(schema.unwrap() as z.ZodType, value, path, replace);
  }
  if (schema instanceof z.ZodArray) {
    return (value as unknown[]).map((entry, index) =>
      replaceIn(schema.element as z.ZodType, entry, [...path, index], replace),
    );
  }
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        Object.hasOwn(shape, name)
          ? replaceIn(shape[name], entry, [...path, name], replace)
          : entry,
      ]),
    );
  }
  if (schema instanceof z.ZodRecord) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        known ? replace(name, known, [...path, name]) : name,
        replaceIn(
          schema.valueType as z.ZodType,
          entry,
          [...path, name],
          replace,
        ),
      ]),
    );
  }
  return known ? replace(value as string, known, path) : value;
}
