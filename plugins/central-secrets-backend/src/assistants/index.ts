/** What an assistant may do for a user, through Backstage's actions registry. */
export type { AssistantOptions } from './AssistantOptions';
export { registerActions } from './registerActions';
