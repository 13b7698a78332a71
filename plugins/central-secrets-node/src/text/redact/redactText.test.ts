import fc from 'fast-check';
import { hideCredentials, redactText } from './redactText';

describe('redactText', () => {
  it('hides the same, whether or not it looks closely for another reason', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('basic ', 'Bearer ', 'password', ': ', '://', 'a:b@'),
      fc.constantFrom('sk-', 'xoxb-', 'glrt-', 'hvs.', 'AKIA', 'eyJ', 'npm_'),
      fc.constantFrom('notARealToken0123456789', 'notAReal', '"token":"', "'"),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 5 }).filter(pieces => {
          const text = pieces.join('');
          // A block or a quoted text without an end hides all that follows.
          return text.length < 200 && !/-----BEGIN|["']|[=:]\s*$/.test(text);
        }),
        pieces => {
          const text = pieces.join('');
          expect(redactText(`${text} @ `)).toBe(`${redactText(text)} @ `);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it.each([
    'error processing spec.data[0] (key: nope), err: secrets "nope" not found',
    'error processing spec.data[0] (key: github-pat), err: property nope does not exist in data of secret "github-pat"',
    'error processing spec.data[0] (key: github-pat), err: using cluster store "denying" is not allowed from namespace "f-c04-denied": denied by spec.condition',
    'unable to mutate secret same: secret is owned by another ExternalSecret: c07-a',
    'cannot find secret data for key: "P"',
    'could not get ClusterSecretStore "no-such-store", ClusterSecretStore.external-secrets.io "no-such-store" not found',
    'could not apply template: could not execute template: could not execute template: unable to execute template at key x: unable to execute template at key x: template: x:1:3: executing "x" at <.nokey>: map has no entry for key "nokey"',
    'secrets "github-pat" is forbidden: User "system:serviceaccount:external-secrets:external-secrets" cannot get resource "secrets" in API group "" in the namespace "central-secret-store"',
    'invalid vault credentials: Get "http://127.0.0.1:9/v1/auth/token/lookup-self": dial tcp 127.0.0.1:9: connect: connection refused',
    'a-namespace-with-a-name-as-long-as-names-may-be-in-kubernetes-63',
    'secrets/cloudflare-api-token=true,secrets/gh-git-credentials=true',
    '{"matchExpressions":[{"key":"secrets/gh-oauth","operator":"Exists"}]}',
    'uid 419833d8-874a-4337-abc0-25f8e780754f',
  ])('leaves what operators say as it is: %s', text => {
    expect(redactText(text)).toBe(text);
  });

  it.each([
    ['a GitHub token', 'bad credentials ghp_notARealToken0123456789'],
    ['a fine-grained GitHub token', 'github_pat_notARealToken0123456789'],
    ['a GitLab token', 'glpat-notARealToken01234'],
    ['a Vault token', 'token hvs.notARealToken0123456789 expired'],
    ['an AWS key', 'AKIANOTAREALTOKEN01'],
    [
      'a JSON web token',
      'eyJub3QiOiJhIn0.eyJyZWFsIjoidG9rZW4ifQ.notARealToken',
    ],
    ['a bearer header', 'Authorization: Bearer notARealToken'],
    ['a password in a URL', 'Get "https://user:notARealToken@vault:8200/v1"'],
    ['a user name in a URL', 'https://notARealToken@example.com/'],
    ['a form field', 'grant_type=x&client_secret=notARealToken&scope=y'],
    ['a JSON field', '{"password": "notARealToken", "a": 1}'],
    ['a JSON field with quotes inside', '{"apiKey":"a\\"notARealToken"}'],
    ['a field in words', 'password: notARealToken'],
    [
      'a value the API server quotes',
      'metadata.labels: Invalid value: "notARealToken": must be',
    ],
    [
      'a number that is none',
      'strconv.Atoi: parsing "notARealToken": invalid syntax',
    ],
    ['a time that is none', 'cannot parse "notARealToken" as "2006"'],
    [
      'a value that cannot be cast',
      'unable to cast "notARealToken" of type string to int64',
    ],
    [
      'a value cut off in the middle',
      'Invalid value: "notARealToken and what fol',
    ],
    ['base64', 'got bm90QVJlYWxUb2tlbm5vdEFSZWFsVG9rZW4x back'],
    [
      'a PEM block',
      'x -----BEGIN RSA PRIVATE KEY-----\nnotARealToken\n-----END RSA PRIVATE KEY----- y',
    ],
    ['a PEM block cut off', '-----BEGIN CERTIFICATE-----\nnotARealToken'],
  ])('hides %s', (_, text) => {
    const shown = redactText(text);
    expect(shown).toContain('[hidden]');
    expect(shown.toLocaleLowerCase('en-US')).not.toContain('notarealtoken');
    expect(shown).not.toContain('bm90QVJl');
  });

  it('leaves nothing of what it hid where the engine remembers its last match', () => {
    redactText('parsing time "not-a-real-token" as "2006-01-02"');
    const { input } = RegExp as unknown as { readonly input: string };
    expect(input).not.toContain('not-a-real-token');
  });

  it('hides a hash or key in hexadecimal', () => {
    expect(redactText('data 0123456789abcdef0123456789abcdef end')).toBe(
      'data [hidden] end',
    );
  });

  it('cuts a long text in its middle, and keeps the end, which says what went wrong', () => {
    const shown = redactText(
      `error processing ${'word '.repeat(200)}SecretStore "x" is not ready`,
    );
    expect(shown).toHaveLength(500);
    expect(shown).toMatch(/^error processing word/);
    expect(shown).toMatch(/ … .*SecretStore "x" is not ready$/);
  });

  describe('at the edges of what is shown', () => {
    const words = (length: number) => 'ab, '.repeat(length).slice(0, length);
    const key = '\u{1f511}';

    it.each([499, 500])('leaves a text of %d characters whole', length => {
      expect(redactText(words(length))).toBe(words(length));
    });

    it('leaves out the middle of a longer one', () => {
      const text = words(501);
      expect(redactText(text)).toBe(
        `${text.slice(0, 317)} … ${text.slice(-180)}`,
      );
    });

    it('cuts no character in two', () => {
      const head = `${words(316)}${key}${words(500)}`;
      expect(redactText(head)).toMatch(new RegExp(`^${words(316)} … `));
      const whole = `${words(315)}${key}${words(500)}`;
      expect(redactText(whole)).toMatch(new RegExp(`^${words(315)}${key} … `));
      const end = `${words(500)}${key}${words(179)}`;
      expect(redactText(end)).toMatch(new RegExp(` … ${words(179)}$`));
      const fits = `${words(500)}${key}${words(178)}`;
      expect(redactText(fits)).toMatch(new RegExp(` … ${key}${words(178)}$`));
    });

    it('shows no first letters of the token in which it stops reading', () => {
      const quoted = `x "${'a'.repeat(32_750)}" `;
      expect(redactText(`${quoted}a name bcdefghijk l`)).toBe(
        'x "[hidden]" a name  …',
      );
    });

    it('reads 32,768 characters to their end, and of more no half of a word', () => {
      const full = words(32_768);
      expect(redactText(full)).toMatch(new RegExp(` … ${full.slice(-180)}$`));
      const more = redactText(`${full}x`);
      expect(more).toHaveLength(499);
      expect(more).toBe(`${full.slice(0, 497)} …`);
      const cut = redactText(`${words(32_760)}${key}${words(20)}`);
      expect(cut).toBe(`${full.slice(0, 497)} …`);
      const split = redactText(`${words(496)}${key}${words(33_000)}`);
      expect(split).toBe(`${words(496)} …`);
    });
  });

  it.each([
    'True (SecretSynced)',
    'secret synced',
    '2026-11-23T05:00:00Z',
    '2026-11-23T05:00:00.123456789Z',
    '',
  ])('leaves what nearly every text is as it is: %j', text => {
    expect(redactText(text)).toBe(text);
    expect(hideCredentials(text)).toBe(text);
  });

  it('never gives more than 500 characters, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), text => {
        const shown = redactText(text);
        expect(shown.length).toBeLessThanOrEqual(500);
      }),
    );
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), text => {
        expect(redactText(redactText(text))).toBe(redactText(text));
      }),
    );
  });
});
