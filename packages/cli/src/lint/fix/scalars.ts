import { isScalar, parseDocument, Scalar } from 'yaml';
import { YAML_OPTIONS } from '../yamlOptions';

/** Whether YAML reads the text, without quotes, as this very text. */
function isPlainText(text: string): boolean {
  const { contents, errors } = parseDocument(text, YAML_OPTIONS);
  return (
    errors.length === 0 &&
    isScalar(contents) &&
    contents.value === text &&
    !/[,[\]{}#:]\s|[,[\]{}]/.test(text)
  );
}

/** A text as a value, in the quotes of another one; without quotes where that has none and none are needed. */
export function writeScalar(
  text: string,
  like: Pick<Scalar, 'type'> | undefined,
): string {
  switch (like?.type) {
    case Scalar.QUOTE_SINGLE:
      return `'${text.replaceAll("'", "''")}'`;
    case Scalar.QUOTE_DOUBLE:
      return JSON.stringify(text);
    default:
      return isPlainText(text) ? text : JSON.stringify(text);
  }
}
