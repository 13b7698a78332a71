/**
 * The backend of central secrets.
 *
 * @packageDocumentation
 */
export { centralSecretsPlugin as default } from './plugin';
