/** Texts that are credentials whatever they stand in. */
const CREDENTIAL_TEXTS: readonly (readonly [what: string, pattern: RegExp])[] =
  [
    ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/],
    ['a GitHub token', /\b(?:gh[opsur]_[A-Za-z0-9]{16,}|github_pat_\w{20,})/],
    ['a GitLab token', /\bglpat-[\w-]{16,}/],
    ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}/],
    ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
    ['a Google API key', /\bAIza[\w-]{30,}/],
    ['a Vault token', /\bhv[sbr]\.[\w-]{20,}/],
    ['an npm token', /\bnpm_[A-Za-z0-9]{30,}/],
    ['a JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./],
    [
      'a password in a URL',
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@{}"']+:[^\s/@{}"']{3,}@/i,
    ],
  ];

/** No pattern matches a shorter text. */
const SHORTEST = 8;

/** What kind of credential a text holds; undefined where none is recognised. */
export function credentialIn(text: string): string | undefined {
  if (text.length < SHORTEST) return undefined;
  return CREDENTIAL_TEXTS.find(([, pattern]) => pattern.test(text))?.[0];
}

const CREDENTIAL_KEY =
  /(?:password|passwd|passphrase|token|secret|api[-_.]?key|access[-_.]?key|private[-_.]?key|credentials?)$/i;

/** Whether a key's name says that its value is a credential. */
export function isCredentialKey(key: string): boolean {
  return CREDENTIAL_KEY.test(key);
}
