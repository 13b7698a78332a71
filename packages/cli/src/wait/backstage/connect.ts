import { readFile } from 'node:fs/promises';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { BackstageOptions } from '../options';

const TIME_LIMIT_MS = 10_000;

/** A client of Backstage, and where its token comes from. */
export function connectBackstage(
  { url, tokenFile, tokenVariable }: BackstageOptions,
  environment: NodeJS.ProcessEnv = process.env,
): { client: CentralSecretsClient; token: () => Promise<string> } {
  const base = url.replace(/\/+$/, '');
  return {
    client: new CentralSecretsClient({
      discoveryApi: {
        getBaseUrl: async pluginId => `${base}/api/${pluginId}`,
      },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            signal: AbortSignal.timeout(TIME_LIMIT_MS),
          }),
      },
    }),
    // Read for each request: a file may be rotated.
    token: async () => {
      const token = tokenFile
        ? await readFile(tokenFile, 'utf8')
        : environment[tokenVariable] ?? '';
      if (!token.trim()) {
        throw new Error(
          tokenFile
            ? `the token file ${tokenFile} is empty`
            : `there is no token: set ${tokenVariable}, or name a file with --token-file`,
        );
      }
      return token.trim();
    },
  };
}
