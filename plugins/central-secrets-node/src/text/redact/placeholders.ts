/**
 * Texts that something else fills in or decrypts: `<TOKEN>`, `${TOKEN}`, `$(TOKEN)`,
 * `{{ .token }}`, `ENC[…]` of SOPS, `op://…` of 1Password, `ref+vault://…` of
 * vals; or a mask.
 */
const PLACEHOLDER =
  /^(?:<[^<>]+>|\$\{[^{}]+\}|\$\([^()]+\)|\{\{.*\}\}|ENC\[.*\]|op:\/\/\S+|ref\+\S+|\*{3,}|x{3,})$/is;

/** Whether a value only stands in the place of one. @public */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value.trim());
}

const BEGINS_LIKE_ONE = /^(?:<[^<>]*>$|[$%][{(]|\{\{)/;

/** The same of a value that ends at its first space. */
export function beginsLikePlaceholder(value: string): boolean {
  return BEGINS_LIKE_ONE.test(value);
}
