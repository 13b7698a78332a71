import { DistributionRecord } from '../records';

/** An annotation's own value; undefined: it has none. */
export function annotationOf(
  annotations: DistributionRecord['annotations'],
  key: string,
): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}
