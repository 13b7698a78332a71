/** Everything that internal distribution is called in Vault (section 5a.7.2 of the RFC). */
export const MOUNT = 'secret';
export const AUTH_MOUNT = 'kubernetes';
export const ROLE = 'external-secrets';
/** The audience of the store's tokens, as deploy/internal-distribution/store asks for. */
export const AUDIENCE = 'vault';

const PREFIXES = ['platform-data', 'platform-config'];

function policyText(
  comment: string,
  rules: readonly (readonly [path: string, capabilities: readonly string[]])[],
): string {
  return [
    comment,
    ...rules.map(
      ([path, capabilities]) =>
        `path "${path}" {\n  capabilities = [${capabilities
          .map(each => `"${each}"`)
          .join(', ')}]\n}`,
    ),
    '',
  ].join('\n');
}

/**
 * The two policies, the same text as in deploy/internal-distribution/vault (a
 * test compares them). Paths have exactly the parts of section 5a.5.1.
 */
export const POLICIES: Readonly<Record<string, string>> = {
  'internal-distribution-push': policyText(
    `# PushSecret: writes values of internal distribution, in paths of three parts.
# It merges one property into the others, and reads who manages a path, so it also
# reads; with deletionPolicy: Delete it removes what it has written.`,
    PREFIXES.flatMap(prefix =>
      ['data', 'metadata'].map(
        kind =>
          [
            `${MOUNT}/${kind}/${prefix}/+/+`,
            ['create', 'read', 'update', 'delete'],
          ] as const,
      ),
    ),
  ),
  'internal-distribution-read': policyText(
    `# ExternalSecret: reads values of internal distribution, each by its path. It may
# not list: no ExternalSecret can find what it does not know.`,
    PREFIXES.map(prefix => [`${MOUNT}/data/${prefix}/+/+`, ['read']] as const),
  ),
};
