/** A credential that a rule of secretlint knows by its form. */
interface SecretlintForm {
  readonly rule: string;
  readonly form: RegExp;
}

/**
 * The forms that the rules of @secretlint/secretlint-rule-preset-recommend
 * 13.0.4 document, without those that need their surroundings. Tests draw the
 * values, so that no file holds one.
 *
 * Left out: the prefixes of identifiers of AWS (AGPA, AIDA, AROA, AIPA, ANPA,
 * ANVA), because a user or a role is not a credential.
 */
export const SECRETLINT_FORMS: readonly SecretlintForm[] = [
  { rule: '1password', form: /^ops_ey[A-Za-z0-9+/]{100,160}fQ$/ },
  { rule: 'anthropic', form: /^sk-ant-api0\d-[\w-]{90,128}AA$/ },
  { rule: 'aws', form: /^(?:AKIA|ASIA)[A-Z0-9]{16}$/ },
  {
    rule: 'cloudflare',
    form: /^(?:cfk|cfut|cfat)_[A-Za-z0-9]{40}[0-9a-f]{8}$/,
  },
  { rule: 'databricks', form: /^dapi[a-f0-9]{32}(?:-[0-9])?$/ },
  { rule: 'docker', form: /^dckr_pat_[\w-]{27}$/ },
  { rule: 'figma', form: /^figd_[\w-]{40,200}$/ },
  { rule: 'github', form: /^gh[pousr]_[A-Za-z0-9]{36}$/ },
  { rule: 'github', form: /^github_pat_\w{82}$/ },
  { rule: 'gitlab', form: /^glpat-[\w-]{20,128}$/ },
  { rule: 'grafana', form: /^glc_[A-Za-z0-9+/]{32,200}={0,2}$/ },
  { rule: 'grafana', form: /^glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}$/ },
  { rule: 'groq', form: /^gsk_[a-zA-Z0-9]{52}$/ },
  { rule: 'hashicorp-vault', form: /^hv[sr]\.[\w-]{90,120}$/ },
  { rule: 'hashicorp-vault', form: /^hvb\.[\w-]{138,200}$/ },
  { rule: 'huggingface', form: /^hf_[a-zA-Z]{34}$/ },
  { rule: 'linear', form: /^lin_api_\w{32,128}$/ },
  { rule: 'notion', form: /^ntn_[0-9]{11}[A-Za-z0-9]{35}$/ },
  { rule: 'npm', form: /^npm_[A-Za-z0-9]{36}$/ },
  {
    rule: 'openai',
    form: /^sk-(?:proj|svcacct|admin)-[\w-]{58}T3BlbkFJ[\w-]{58}$/,
  },
  { rule: 'openai', form: /^sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}$/ },
  { rule: 'sendgrid', form: /^SG\.\w{22}\.\w{43}$/ },
  { rule: 'shopify', form: /^shp(?:pa|ca|at|ss)_[a-zA-Z0-9]{32,64}$/ },
  {
    rule: 'slack',
    form: /^(?:xox[bpaor]|xapp)-[a-zA-Z0-9]{10,12}-[a-zA-Z0-9]{10,12}-[a-zA-Z0-9]{24}$/,
  },
  { rule: 'stripe', form: /^[sr]k_(?:live|test)_[a-zA-Z0-9]{24,99}$/ },
  {
    rule: 'tailscale',
    form: /^tskey-[a-z]{2,20}-[0-9A-Za-z_]{8,40}-[0-9A-Za-z_]{16,60}$/,
  },
  { rule: 'vercel', form: /^vc[piark]_[A-Za-z0-9]{20,60}$/ },
];

/** Those that are known by the text around them, with the value in the place of `¤`. */
export const SECRETLINT_CONTEXTS: ReadonlyArray<
  SecretlintForm & { readonly context: string }
> = [
  {
    rule: 'aws',
    context: 'AWS_SECRET_ACCESS_KEY = "¤"',
    form: /^[A-Za-z0-9/+]{40}$/,
  },
  {
    rule: 'basicauth',
    context: 'Get https://user:¤@example.com/v1: EOF',
    form: /^[-a-zA-Z0-9_]{8,40}$/,
  },
  ...['mongodb', 'mongodb+srv', 'mysql', 'jdbc:mysql', 'postgresql'].map(
    scheme => ({
      rule: 'database-connection-string',
      context: `dial ${scheme}://user:¤@db.example.com:5432/shop failed`,
      form: /^[-a-zA-Z0-9_.!$&+]{8,40}$/,
    }),
  ),
  {
    rule: 'gcp, privatekey',
    context: `{"private_key": "-----BEGIN ${'PRIVATE'} KEY-----\\n¤\\n-----END ${'PRIVATE'} KEY-----\\n"}`,
    form: /^MII[A-Za-z0-9+/]{100,300}={0,2}$/,
  },
  {
    rule: 'privatekey',
    context: `-----BEGIN RSA ${'PRIVATE'} KEY-----\n¤\n-----END RSA ${'PRIVATE'} KEY-----`,
    form: /^MII[A-Za-z0-9+/]{100,300}={0,2}$/,
  },
  {
    rule: 'npm',
    context: '//registry.example.com/:_authToken=¤',
    form: /^[A-Za-z0-9-]{20,40}$/,
  },
  {
    rule: 'npm',
    context: 'clone https://¤:x-oauth-basic@github.com/ failed',
    form: /^[a-f0-9]{40}$/,
  },
  {
    rule: 'slack',
    context: 'Post "https://hooks.slack.com/services/T0001/B0001/¤": EOF',
    form: /^[a-zA-Z0-9]{24}$/,
  },
];
