import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterResponse } from '@central-secrets/kubernetes-client';

/** The first line of another program's text, without credentials. */
export function firstLine(text: string): string {
  return redactText(text.split('\n')[0]);
}

/** The API server's own words for a refusal, or else its status. */
export async function refusalWords(response: ClusterResponse): Promise<string> {
  try {
    const { message } = JSON.parse(await response.text());
    if (typeof message === 'string' && message) {
      return firstLine(message);
    }
  } catch {
    // Not a status of Kubernetes: a proxy's page says nothing useful.
  }
  return `the API server answered ${response.status}`;
}
