import { Rule } from '../rule';

/** A DNS subdomain (RFC 1123), as Kubernetes asks of the names of most objects. */
const NAME =
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

export const nameInvalid: Rule = {
  code: 'name-invalid',
  severity: 'error',
  summary:
    'The object, its ExternalSecret and its Secret have names that Kubernetes takes.',
  *check({ manifests, writers }) {
    const isName = (name: string) => name.length <= 253 && NAME.test(name);
    const advice = 'use lower-case letters, digits, "-" and "."';
    for (const manifest of manifests) {
      if (manifest.group !== 'external-secrets.io') {
        continue;
      }
      if (isName(manifest.name)) {
        continue;
      }
      yield {
        manifest,
        path: ['metadata', 'name'],
        message: manifest.name
          ? `"${manifest.name}" is no name of a Kubernetes object: ${advice}`
          : 'metadata.name is missing: give the object a name',
      };
    }
    for (const writer of writers) {
      const { manifest, externalSecretName, targetName, specPath } = writer;
      if (externalSecretName !== manifest.name && !isName(externalSecretName)) {
        yield {
          manifest,
          path: ['spec', 'externalSecretName'],
          message: `"${externalSecretName}" is no name of a Kubernetes object: ${advice}`,
        };
      }
      if (targetName !== externalSecretName && !isName(targetName)) {
        yield {
          manifest,
          path: [...specPath, 'target', 'name'],
          message: `"${targetName}" is no name of a Kubernetes object: ${advice}`,
        };
      }
    }
  },
};
