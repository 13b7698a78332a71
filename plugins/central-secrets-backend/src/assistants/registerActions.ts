import { AssistantOptions } from './AssistantOptions';
import { registerExplainSecret } from './explainSecret';
import { registerFindAvailable } from './findAvailable';
import { registerListSecrets } from './listSecrets';
import { registerRequestSecret } from './requestSecret';

/**
 * Registers what an assistant may do for a user. Backstage offers the actions of
 * the plugins in `backend.actions.pluginSources`, over MCP and elsewhere.
 */
export function registerActions(options: AssistantOptions): void {
  registerListSecrets(options);
  registerExplainSecret(options);
  registerFindAvailable(options);
  registerRequestSecret(options);
}
