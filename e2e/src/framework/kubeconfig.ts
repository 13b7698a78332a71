import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { Identity } from './identity';

/** Writes a kubeconfig that only its owner may read. */
export async function writeKubeconfig(
  file: string,
  name: string,
  identity: Identity,
): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'central-secrets',
        cluster: {
          server: identity.url,
          'certificate-authority-data': Buffer.from(
            identity.certificateAuthority,
          ).toString('base64'),
        },
      },
    ],
    users: [{ name, user: { token: identity.token } }],
    contexts: [{ name, context: { cluster: 'central-secrets', user: name } }],
    'current-context': name,
  };
  await writeFile(file, stringify(config), { mode: 0o600 });
}
