/**
 * Texts that another tool fills in before the API server sees the object:
 * `${NAME}` and `$(NAME)` (Flux, envsubst), `{{ … }}` and `{% … %}` (Helm,
 * Jinja), `<path:…>` and `<TOKEN>` (argocd-vault-plugin, by hand), `op://…`
 * (1Password), `ref+…` (vals), `ENC[…]` (SOPS), `__NAME__`, `@NAME@`.
 */
const SUBSTITUTION =
  /\$\{|\$\([^()]*\)|\{\{|\{%|<path:|<[A-Za-z][\w .:/-]*>|^\s*op:\/\/|^\s*ref\+|^\s*ENC\[|\$[A-Z_][A-Z0-9_]*\b|__[A-Z][A-Z0-9_]*__|@[A-Z][A-Z0-9_]*@/;

/**
 * Whether a text outside a template holds something that another tool fills in,
 * so that the real value is not known here.
 *
 * @public
 */
export function isSubstituted(text: string): boolean {
  return SUBSTITUTION.test(text);
}

/**
 * Whether a text that the operator takes for a template is not yet one: a
 * substitution stands within an action, where no engine can parse it.
 *
 * @public
 */
export function isUnfinishedTemplate(text: string): boolean {
  return /\{\{[^{}]*\$\{|\{\{[^{}]*<[A-Z][A-Z0-9_]*>|\{%|<path:/.test(text);
}
