import fc from 'fast-check';
import { createHash } from 'node:crypto';

/** A source credential, as the hub keeps it. */
export interface Credential {
  readonly username: string;
  readonly token: string;
  readonly host: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** One format of a credential, as its consumers need it. */
export interface Format {
  readonly name: string;
  readonly type: string;
  /** The labels besides those of every copy. */
  readonly labels: Readonly<Record<string, string>>;
  /** The template's `data`, in the operator's own template language. */
  readonly template: Readonly<Record<string, string>>;
  /** The expected result; JSON is compared as JSON. */
  readonly expected: (
    credential: Credential,
  ) => Readonly<Record<string, unknown>>;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

// The operator's template language escapes HTML in toJson; JSON.parse undoes it.
const DOCKER_TEMPLATE = `{"auths": {{ dict .host (dict "username" .username "password" .token "auth" (printf "%s:%s" .username .token | b64enc)) | toJson }}}`;

/** The types that the design document names, and the others that Kubernetes checks. */
export const FORMATS: readonly Format[] = [
  {
    name: 'docker',
    type: 'kubernetes.io/dockerconfigjson',
    labels: {},
    template: { '.dockerconfigjson': DOCKER_TEMPLATE },
    expected: ({ host, username, token }) => ({
      '.dockerconfigjson': {
        auths: {
          [host]: {
            username,
            password: token,
            auth: base64(`${username}:${token}`),
          },
        },
      },
    }),
  },
  {
    name: 'kargo',
    type: 'Opaque',
    labels: { 'kargo.akuity.io/cred-type': 'image' },
    template: {
      username: '{{ .username }}',
      password: '{{ .token }}',
      repoURL: '{{ .host }}/{{ .username | sha256sum | trunc 8 }}',
    },
    expected: ({ username, token, host }) => ({
      username,
      password: token,
      repoURL: `${host}/${sha256(username).slice(0, 8)}`,
    }),
  },
  {
    name: 'argocd',
    type: 'Opaque',
    labels: { 'argocd.argoproj.io/secret-type': 'repository' },
    template: {
      type: 'git',
      url: 'https://{{ .host }}/repository.git',
      username: '{{ .username }}',
      password: '{{ .token }}',
    },
    expected: ({ username, token, host }) => ({
      type: 'git',
      url: `https://${host}/repository.git`,
      username,
      password: token,
    }),
  },
  {
    name: 'basic-auth',
    type: 'kubernetes.io/basic-auth',
    labels: {},
    template: { username: '{{ .username }}', password: '{{ .token }}' },
    expected: ({ username, token }) => ({ username, password: token }),
  },
  {
    name: 'ssh-auth',
    type: 'kubernetes.io/ssh-auth',
    labels: {},
    template: { 'ssh-privatekey': '{{ .privateKey }}' },
    expected: ({ privateKey }) => ({ 'ssh-privatekey': privateKey }),
  },
  {
    name: 'tls',
    type: 'kubernetes.io/tls',
    labels: {},
    template: {
      'tls.crt': '{{ .certificate }}',
      'tls.key': '{{ .privateKey }}',
    },
    expected: ({ certificate, privateKey }) => ({
      'tls.crt': certificate,
      'tls.key': privateKey,
    }),
  },
  {
    name: 'netrc',
    type: 'Opaque',
    labels: {},
    template: {
      '.netrc':
        'machine {{ .host }}\nlogin {{ .username }}\npassword {{ .token }}\n',
      checksum: '{{ printf "%s%s" .username .token | sha256sum }}',
    },
    expected: ({ host, username, token }) => ({
      '.netrc': `machine ${host}\nlogin ${username}\npassword ${token}\n`,
      checksum: sha256(username + token),
    }),
  },
];

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

// All that a person can type, including quotes, backslashes, braces and emoji.
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom('{{ .token }}', '"', '\\', "'; --", '<&>', ' ', '\n', '🔑'),
);

const block = (title: string) =>
  fc
    .base64String({ minLength: 64, maxLength: 256 })
    .map(body => `-----BEGIN ${title}-----\n${body}\n-----END ${title}-----\n`);

/** A credential of random values that are not real. */
export const someCredential: fc.Arbitrary<Credential> = fc.record({
  username: typed,
  token: typed,
  host: fc.domain(),
  certificate: block('CERTIFICATE'),
  privateKey: block('PRIVATE KEY'),
});
