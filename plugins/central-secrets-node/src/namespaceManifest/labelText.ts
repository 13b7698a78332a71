import { isScalar, Scalar, YAMLMap } from 'yaml';
import { isLabelKey, isLabelValue } from '../selection';
import { ManifestNotEditableError } from './ManifestNotEditableError';

/** Words that a parser of YAML 1.1 (Helm, kustomize) takes for something else than a text. */
const OTHER_THAN_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A key that every parser of YAML takes for a text without quotes. */
const PLAIN_KEY =
  /^[A-Za-z0-9][-A-Za-z0-9._]*\/[-A-Za-z0-9._]+$|^[A-Za-z][-A-Za-z0-9._]*$/;

type Quote = '"' | "'";

/**
 * Writes a label as a line of a block, without indentation. The value always
 * has quotes: `true` alone is a boolean, which Kubernetes refuses.
 *
 * @throws ManifestNotEditableError where Kubernetes would not accept the label,
 * so that nothing else than a label can get into the file
 */
export function labelLine(key: string, value: string, quote: Quote): string {
  if (!isLabelKey(key)) {
    throw new ManifestNotEditableError(
      `"${key}" is not a label key; correct the selectors of the distribution`,
    );
  }
  const isPlain = PLAIN_KEY.test(key) && !OTHER_THAN_TEXT.test(key);
  return `${isPlain ? key : `${quote}${key}${quote}`}: ${labelValue(
    key,
    value,
    quote,
  )}`;
}

/** Writes the value of a label, under the same conditions. */
export function labelValue(key: string, value: string, quote: Quote): string {
  if (!isLabelValue(value)) {
    throw new ManifestNotEditableError(
      `"${value}" on ${key} is not a label value; correct the selectors of the distribution`,
    );
  }
  return `${quote}${value}${quote}`;
}

/** The quote that the values of other labels have; without any, the double one. */
export function quoteOf(labels: YAMLMap | undefined): Quote {
  const quoted = labels?.items
    .map(({ value }) => (isScalar(value) ? value.type : undefined))
    .findLast(
      type => type === Scalar.QUOTE_SINGLE || type === Scalar.QUOTE_DOUBLE,
    );
  return quoted === Scalar.QUOTE_SINGLE ? "'" : '"';
}
