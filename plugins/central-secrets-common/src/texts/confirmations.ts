/**
 * The English sentence of what confirms a binding on the namespace's side,
 * without a full stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const CONFIRMATION_TEXTS = {
  'confirmed-by-annotation': 'Annotation {{key}}={{value}} on the namespace',
  'confirmed-by-label': 'Label {{key}}={{value}} on the namespace',
  'confirmed-by-owner-label': 'Owner label {{key}}={{value}} on the namespace',
} as const;
