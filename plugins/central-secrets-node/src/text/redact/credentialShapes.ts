/** A credential that says by its own form what it is. */
export interface CredentialShape {
  /** Such as `a GitHub token`. */
  readonly what: string;
  /** How it begins, as the source of an expression. */
  readonly begins: string;
  /** The characters that follow, as the source of a class. */
  readonly follows: string;
  /** From how many of them on it is certainly one. */
  readonly least: number;
  /** From how many of them on it may be one that was cut off; 4 where it is not given. */
  readonly leastCut?: number;
}

/**
 * The one list of credentials that are known by their form. `redactText` hides
 * a token that begins like one, because a text may be cut off; the rule
 * `literal-credential` reports only one of full length.
 */
export const CREDENTIAL_SHAPES: readonly CredentialShape[] = [
  {
    what: 'a private key',
    begins: '-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY',
    follows: '.',
    least: 0,
  },
  {
    what: 'a GitHub token',
    begins: 'gh[opsur]_',
    follows: '[A-Za-z0-9]',
    least: 16,
  },
  {
    what: 'a GitHub token',
    begins: 'github_pat_',
    follows: '\\w',
    least: 20,
  },
  {
    what: 'a GitLab token',
    begins: 'gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct|wt)-',
    follows: '[\\w-]',
    least: 16,
  },
  {
    what: 'a Slack token',
    begins: 'x(?:ox[abeoprs]|app)-',
    follows: '[\\w-]',
    least: 10,
  },
  {
    what: 'an AWS access key',
    begins: '(?:AKIA|ASIA)',
    follows: '[A-Z0-9]',
    least: 16,
  },
  {
    what: 'a Google API key',
    begins: 'AIza',
    follows: '[\\w-]',
    least: 30,
  },
  {
    what: 'a Vault token',
    begins: 'hv[sbr]\\.',
    follows: '[\\w-]',
    least: 20,
  },
  {
    what: 'an npm token',
    begins: 'npm_',
    follows: '[A-Za-z0-9]',
    least: 30,
  },
  {
    what: 'a Docker token',
    begins: 'dckr_(?:pat|oat)_',
    follows: '[\\w-]',
    least: 20,
  },
  {
    what: 'a Hugging Face token',
    begins: 'hf_',
    follows: '[A-Za-z0-9]',
    least: 30,
  },
  {
    what: 'a DigitalOcean token',
    begins: 'do[opr]_v1_',
    follows: '[0-9a-f]',
    least: 40,
  },
  {
    what: 'an age key',
    begins: 'AGE-SECRET-KEY-1',
    follows: '[A-Z0-9]',
    least: 40,
  },
  {
    what: 'an Azure client secret',
    begins: '[\\w.~-]{3}[0-9]Q~',
    follows: '[\\w.~-]',
    least: 30,
  },
  {
    what: 'a Stripe key',
    begins: '[sr]k_(?:live|test)_',
    follows: '[A-Za-z0-9]',
    least: 16,
  },
  {
    what: 'an API key',
    begins: 'sk-(?:ant|proj|svcacct|admin)-',
    follows: '[\\w-]',
    least: 30,
  },
  {
    what: 'an API key',
    begins: 'sk-',
    follows: '[A-Za-z0-9]',
    least: 40,
    leastCut: 8,
  },
  {
    what: 'a 1Password token',
    begins: 'ops_ey',
    follows: '[A-Za-z0-9+/]',
    least: 100,
    leastCut: 8,
  },
  {
    what: 'a Cloudflare token',
    begins: 'cf(?:k|ut|at)_',
    follows: '[A-Za-z0-9]',
    least: 40,
    leastCut: 12,
  },
  {
    what: 'a Databricks token',
    begins: 'dapi',
    follows: '[0-9a-f]',
    least: 32,
    leastCut: 12,
  },
  {
    what: 'a Figma token',
    begins: 'figd_',
    follows: '[\\w-]',
    least: 40,
  },
  {
    what: 'a Grafana token',
    begins: 'gl(?:c|sa)_',
    follows: '[A-Za-z0-9+/]',
    least: 32,
    leastCut: 12,
  },
  {
    what: 'a Groq key',
    begins: 'gsk_',
    follows: '[A-Za-z0-9]',
    least: 40,
    leastCut: 12,
  },
  {
    what: 'a Linear key',
    begins: 'lin_api_',
    follows: '\\w',
    least: 32,
    leastCut: 12,
  },
  {
    what: 'a Notion token',
    begins: 'ntn_',
    follows: '[A-Za-z0-9]',
    least: 40,
    leastCut: 12,
  },
  {
    what: 'a SendGrid key',
    begins: 'SG\\.',
    follows: '[\\w.-]',
    least: 60,
    leastCut: 20,
  },
  {
    what: 'a Shopify token',
    begins: 'shp(?:at|ca|pa|ss)_',
    follows: '[A-Za-z0-9]',
    least: 32,
  },
  {
    what: 'a Slack webhook',
    begins: 'hooks\\.slack\\.com/services/',
    follows: '[\\w/]',
    least: 20,
  },
  {
    what: 'a Tailscale key',
    begins: 'tskey-[a-z]{2,20}-',
    follows: '[\\w-]',
    least: 24,
  },
  {
    what: 'a Vercel token',
    begins: 'vc[aikpr]_',
    follows: '[A-Za-z0-9]',
    least: 20,
    leastCut: 12,
  },
  {
    what: 'a JSON web token',
    begins: 'eyJ[\\w-]{10,2000}\\.eyJ',
    follows: '[\\w-]',
    least: 10,
  },
];

/** Behind a user: a port, a variable, a mask and a digest are not passwords. */
const URL_PASSWORD =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@{}"'<>[]{0,200}:(?!\d{1,5}(?:[/?#,;]|$)|\$\(|\$[a-z_]\w*[/@]|(?:\*+|x+)@)[^\s{}"'<>]{3,200}@(?!sha256:)/i;

/** `ghp_xxxxxxxxxxxxxxxxxxxx` stands in documents. */
const MASK = /([*x])\1{7}/i;

const CERTAIN = CREDENTIAL_SHAPES.map(
  ({ what, begins, follows, least }) =>
    [
      what,
      new RegExp(`(?:^|[^A-Za-z0-9])${begins}${follows}{${least}}`),
    ] as const,
);

/** Any of them. A lint asks about every text of every file, and few have one. */
const ANY_CERTAIN = new RegExp(
  CERTAIN.map(([, { source }]) => source).join('|'),
);

/**
 * The kind of credential that a text has in it; undefined where it has none for certain.
 *
 * @public
 */
export function findCertainCredential(text: string): string | undefined {
  const found =
    ANY_CERTAIN.test(text) &&
    CERTAIN.find(([, pattern]) => {
      const [match] = pattern.exec(text) ?? [];
      return match !== undefined && !MASK.test(match);
    });
  if (found) {
    return found[0];
  }
  return text.includes('://') && URL_PASSWORD.test(text)
    ? 'a password in a URL'
    : undefined;
}

/** How a token begins in a text that may be cut off. A web token is known by its first part. */
const BEGINS_LIKE_ONE = new RegExp(
  `(?:^|[^A-Za-z0-9])(?:${[
    ...CREDENTIAL_SHAPES.filter(({ begins }) => !/BEGIN|eyJ/.test(begins)).map(
      ({ begins, follows, leastCut = 4 }) => `${begins}${follows}{${leastCut}}`,
    ),
    'eyJ[\\w-]{5}',
  ].join('|')})`,
);

/** Whether a token has the beginning of a credential in it. */
export function beginsLikeCredential(token: string): boolean {
  return BEGINS_LIKE_ONE.test(token);
}

/** Nouns for a value that is a credential, at the end of a key's or a field's name. */
const NOUNS =
  'password|passwd|passphrase|passcode|pwd|token|secret|api[-_. ]?key|access[-_. ]?key|private[-_. ]?key|secret[-_. ]?key|credentials?';

const CREDENTIAL_NAME = new RegExp(
  `(?:${NOUNS}|authorization|auth|signature|pin)$`,
  'i',
);

/** Whether a field, a key or a parameter of this name holds a credential. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL_NAME.test(name);
}

const CREDENTIAL_KEY = new RegExp(`(?:${NOUNS})$`, 'i');

/**
 * Whether the name of a Secret's key says that its value is a credential.
 *
 * @public
 */
export function isCredentialKey(key: string): boolean {
  return CREDENTIAL_KEY.test(key);
}

/**
 * Nouns after which a colon and a space mean "is". After "token:" and
 * "secret:" the operator writes plain words.
 */
const CLEAR_NAME =
  /(?:passw(?:or)?d|passphrase|passcode|pwd|client[-_. ]?secret|(?:api|access|private)[-_. ]?key|secret[-_. ]key|(?:auth|access|refresh|session|bearer|api)[-_. ]?token)$/i;

/**
 * Whether the text after the name and a colon is a credential also in a
 * sentence.
 */
export function isClearCredentialName(name: string): boolean {
  return CLEAR_NAME.test(name);
}
