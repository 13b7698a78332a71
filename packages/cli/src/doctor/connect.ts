import { existsSync } from 'node:fs';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { KubeconfigApi } from './ClusterApi';

/** The context that client-node invents where it finds no kubeconfig. */
const MADE_UP_CONTEXT = 'loaded-context';

/**
 * In one line, and without a part of the file, because it contains credentials.
 */
function firstLine(error: unknown): string {
  return redactText(String((error as Error).message).split('\n')[0]);
}

/**
 * Connects to the API server of a kubeconfig: the named file, else the one in
 * `KUBECONFIG`, else `~/.kube/config`, else the service account of the pod that
 * this runs in.
 *
 * @throws Error of one line
 */
export async function connect(options: {
  readonly kubeconfig?: string;
  readonly context?: string;
}): Promise<KubeconfigApi> {
  // This package is an ES module only.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const kubeConfig = new KubeConfig();
  const { kubeconfig, context } = options;
  const named = kubeconfig ? [kubeconfig] : process.env.KUBECONFIG?.split(':');
  const missing = named?.filter(Boolean).find(path => !existsSync(path));
  if (missing) {
    throw new Error(
      `there is no kubeconfig ${missing}: name one that exists with --kubeconfig`,
    );
  }
  try {
    if (kubeconfig) {
      kubeConfig.loadFromFile(kubeconfig);
    } else {
      kubeConfig.loadFromDefault();
    }
  } catch (error) {
    throw new Error(
      `${kubeconfig ?? 'the kubeconfig'} is not a kubeconfig: ${firstLine(
        error,
      )}`,
    );
  }
  if (kubeConfig.getCurrentContext() === MADE_UP_CONTEXT) {
    throw new Error(
      'there is no kubeconfig: name one with --kubeconfig, or set KUBECONFIG',
    );
  }
  if (context) {
    kubeConfig.setCurrentContext(context);
  }
  const current = kubeConfig.getCurrentContext();
  const names = kubeConfig.getContexts().map(({ name }) => name);
  const has = `it has ${names.join(', ') || 'none'}`;
  if (!current) {
    throw new Error(
      `the kubeconfig has no current context: name one with --context (${has})`,
    );
  }
  if (!names.includes(current)) {
    throw new Error(`the kubeconfig has no context "${current}" (${has})`);
  }
  if (!kubeConfig.getCurrentCluster()) {
    throw new Error(
      `context ${current} names a cluster that is not in the kubeconfig`,
    );
  }
  return new KubeconfigApi(kubeConfig);
}
