import fc from 'fast-check';
import { z } from 'zod';

/** Names that every object inherits something under, and ordinary ones. */
const anyNewWord = fc.oneof(
  fc.constantFrom('constructor', 'toString', 'hasOwnProperty', ''),
  fc.string({ maxLength: 12 }),
);

/** Fields that no version of the contract has yet. */
const furtherFields = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 6 }).map(name => `new ${name}`),
  fc.jsonValue({ maxDepth: 1 }),
  { maxKeys: 2 },
);

/** How deep messages stand within messages. */
const MOST_NESTED = 2;

/**
 * Every answer that a schema stands for: known words and others, with fields
 * beyond those of the schema.
 */
export function arbitraryOf(
  schema: z.ZodType,
  depth: number = 0,
): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodLazy) {
    return depth < MOST_NESTED
      ? arbitraryOf(schema.unwrap() as z.ZodType, depth + 1)
      : fc.constant({});
  }
  const known = schema.meta()?.knownWords as readonly string[] | undefined;
  const anyWord = known && fc.oneof(fc.constantFrom(...known), anyNewWord);
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
    return fc
      .tuple(
        furtherFields,
        fc.record(
          Object.fromEntries(
            fields.map(([name, field]) => [name, arbitraryOf(field, depth)]),
          ),
        ),
      )
      .map(([further, record]) => ({ ...further, ...record }));
  }
  if (schema instanceof z.ZodArray) {
    return fc.array(arbitraryOf(schema.element as z.ZodType, depth), {
      maxLength: 2,
    });
  }
  if (schema instanceof z.ZodNullable) {
    return fc.option(arbitraryOf(schema.unwrap() as z.ZodType, depth));
  }
  if (schema instanceof z.ZodOptional) {
    return fc.option(arbitraryOf(schema.unwrap() as z.ZodType, depth), {
      nil: undefined,
    });
  }
  if (schema instanceof z.ZodRecord) {
    return fc.dictionary(
      anyWord ?? fc.string({ maxLength: 12 }),
      arbitraryOf(schema.valueType as z.ZodType, depth),
      { maxKeys: 3 },
    );
  }
  if (schema instanceof z.ZodUnion) {
    return fc.oneof(
      ...schema.options.map(option => arbitraryOf(option as z.ZodType, depth)),
    );
  }
  if (schema instanceof z.ZodReadonly) {
    return arbitraryOf(schema.unwrap() as z.ZodType, depth);
  }
  if (schema instanceof z.ZodBoolean) {
    return fc.boolean();
  }
  if (schema instanceof z.ZodNumber) {
    return fc.nat();
  }
  if (schema instanceof z.ZodISODateTime) {
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map(date => date.toISOString());
  }
  if (schema instanceof z.ZodString) {
    return anyWord ?? fc.string({ maxLength: 12 });
  }
  throw new Error(`A schema that this knows no answers of: ${schema.type}`);
}
