import { ARGO_CD_TRACKING, SECRET_MARKS, SecretMark } from '../secretMarks';
import { Fields, fieldsOf, textMapOf } from './fields';

/** Longer than any value that one of these has a meaning with. Characters. */
const LONGEST_MARK = 253;

/**
 * The labels and annotations of the Secret that an ExternalSecret writes, as far
 * as a controller finds or deletes a Secret by them: those of the template, or where there
 * is none, those of the ExternalSecret itself (`setMetadata` in ESO). A value
 * that the template computes is not known.
 */
export function secretMarksOf(
  spec: Fields,
  metadata: Fields,
): Partial<Record<SecretMark, string>> | undefined {
  const { template } = fieldsOf(spec.target);
  const { labels, annotations } = template
    ? fieldsOf(fieldsOf(template).metadata)
    : metadata;
  const all = { ...textMapOf(annotations), ...textMapOf(labels) };
  const marks = [...SECRET_MARKS, ...ARGO_CD_TRACKING].flatMap(mark => {
    const value = Object.hasOwn(all, mark) ? all[mark] : undefined;
    const isKnown =
      value !== undefined &&
      value.length <= LONGEST_MARK &&
      !value.includes('{{');
    return isKnown ? [[mark, value] as const] : [];
  });
  return marks.length > 0 ? Object.fromEntries(marks) : undefined;
}
