import { differences, isCertain } from '../definitions/judgeDefinition';
import { nearestOf, sameButForCase } from '../definitions/suggest';
import { Fix } from '../fix';
import { isWithoutQuotes } from '../isWithoutQuotes';
import { Path, valueAt } from '../path';
import { Rule } from '../rule';

/** A newer operator may have more kinds of generators. */
const GROWS = /generatorRef\.kind/;

/** The name of a field, or of the list that an entry is in. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number'
    ? `entry of ${nameOf(path.slice(0, -1))}`
    : String(last);
}

/** The values that a text spells without doubt, by the type of the field. */
const SPELLED: Readonly<Record<string, RegExp>> = {
  boolean: /^(?:true|false)$/,
  integer: /^-?(?:0|[1-9]\d{0,14})$/,
};

/** The remedy for a value of another type, where only its quotes are wrong. */
function fixOfType(
  type: string | undefined,
  value: unknown,
  path: Path,
): { fix?: Fix } {
  if (type === 'string' && isWithoutQuotes(value)) {
    return { fix: { what: 'quote', path } };
  }
  const isSpelled =
    typeof value === 'string' && SPELLED[type ?? '']?.test(value);
  return isSpelled ? { fix: { what: 'unquote', path } } : {};
}

export const fieldValueInvalid: Rule = {
  code: 'field-value-invalid',
  severity: 'error',
  summary: "Every value is one that the operator's definition allows.",
  *check(input) {
    for (const { manifest, violation, definition, elsewhere } of differences(
      input,
    )) {
      const { path } = violation;
      const field = nameOf(path);
      if (violation.what === 'value') {
        yield {
          manifest,
          path,
          message: `${field} must ${violation.demand}: the API server refuses the object`,
          ...fixOfType(violation.type, valueAt(manifest.object, path), path),
        };
      } else if (violation.what === 'enum') {
        const { allowed } = violation;
        const written = String(valueAt(manifest.object, path));
        const near = nearestOf(written, allowed);
        const meant = sameButForCase(written, allowed);
        const mayBeNewer = GROWS.test(path.join('.')) && !near;
        yield {
          manifest,
          path,
          ...((elsewhere.length > 0 || mayBeNewer) && !isCertain(input)
            ? { severity: 'warning' as const }
            : {}),
          message: `External Secrets Operator ${
            definition.operator
          } does not accept this ${field}: ${
            near ? `did you mean ${near}?` : `use ${allowed.join(', ')}`
          }`,
          ...(meant ? { fix: { what: 'replace', path, value: meant } } : {}),
        };
      }
    }
  },
};
