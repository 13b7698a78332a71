/** The deliveries that a wait is for. */
export type Scope =
  | {
      readonly kind: 'delivery';
      readonly namespace: string;
      /** Of the distribution or of the ExternalSecret. */
      readonly name: string;
    }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'distribution'; readonly name: string };

/** The scope as it is written on the command line, for messages. */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'delivery':
      return `delivery ${scope.namespace}/${scope.name}`;
    case 'namespace':
      return `namespace ${scope.namespace}`;
    default:
      return `distribution ${scope.name}`;
  }
}
