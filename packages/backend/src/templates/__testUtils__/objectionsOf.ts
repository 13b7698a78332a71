import Ajv, { ErrorObject } from 'ajv';
import ajvErrors from 'ajv-errors';

/**
 * Tells what a template's form objects to in entered values, over all of its
 * pages; configured as in the form (plugin-scaffolder-react, Stepper).
 */
export function objectionsOf(template: {
  readonly spec: { readonly parameters: readonly object[] };
}): (values: object) => ErrorObject[] {
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
  ajvErrors(ajv);
  const pages = template.spec.parameters.map(page =>
    ajv.compile({ type: 'object', ...page }),
  );
  return values =>
    pages.flatMap(isValid => (isValid(values) ? [] : isValid.errors ?? []));
}
