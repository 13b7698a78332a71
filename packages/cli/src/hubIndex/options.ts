import { parseArgs } from 'node:util';
import { HUB_INDEX_NAMESPACE } from '@central-secrets/backstage-plugin-central-secrets-node';
import { DEFAULT_HUB_NAMES } from '@central-secrets/manifest-rules';

export interface HubIndexOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly hubNamespace: string;
  readonly indexNamespace: string;
  readonly once: boolean;
}

export const HUB_INDEX_HELP: readonly string[] =
  `Usage: central-secrets hub-index [options]

Publishes the names, types and keys of the source Secrets of a hub, when their
data last changed, when their certificates end, and their owners' annotations,
as ConfigMaps. Never a value. Runs until it is stopped.

  --hub-namespace <name>        the Secrets (default: ${DEFAULT_HUB_NAMES.hubNamespace})
  --index-namespace <name>      the ConfigMaps (default: ${HUB_INDEX_NAMESPACE})
  --kubeconfig <file>           default: KUBECONFIG, then ~/.kube/config, then
                                the service account of this pod
  --context <name>              default: the current one
  --once                        writes the index once, and ends
  --help                        this text

Exit codes: 0 stopped or written once, 2 wrong usage, or the index could not be
written.`.split('\n');

/** Names of namespaces, as Kubernetes accepts them. */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reads the options of `hub-index`; reports a mistake in one sentence. */
export function readHubIndexOptions(
  args: readonly string[],
): HubIndexOptions | { readonly help: true } | { readonly mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        context: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'hub-namespace': { type: 'string' },
        'index-namespace': { type: 'string' },
        kubeconfig: { type: 'string' },
        once: { type: 'boolean' },
      },
    });
    if (values.help) {
      return { help: true };
    }
    const hubNamespace =
      values['hub-namespace'] ?? DEFAULT_HUB_NAMES.hubNamespace;
    const indexNamespace = values['index-namespace'] ?? HUB_INDEX_NAMESPACE;
    const wrong = [hubNamespace, indexNamespace].find(
      name => !NAMESPACE.test(name),
    );
    if (wrong !== undefined) {
      return { mistake: `"${wrong}" is not the name of a namespace` };
    }
    if (hubNamespace === indexNamespace) {
      return {
        mistake:
          'the index needs a namespace of its own: anyone who may read the index could otherwise be given rights in the hub by mistake',
      };
    }
    return {
      kubeconfig: values.kubeconfig,
      context: values.context,
      hubNamespace,
      indexNamespace,
      once: values.once ?? false,
    };
  } catch (error) {
    // The first sentence of an error from parseArgs names the mistake.
    return { mistake: String((error as Error).message).split('. ')[0] };
  }
}
