/**
 * Scaffolder actions that ask for central secrets, and give them back.
 *
 * @packageDocumentation
 */
export { scaffolderModuleCentralSecrets as default } from './module';
