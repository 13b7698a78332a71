import {
  beginsLikeCredential,
  findCertainCredential,
  isClearCredentialName,
  isCredentialName,
} from './credentialShapes';

describe('isClearCredentialName', () => {
  it.each([
    'password',
    'passwd',
    'PASSPHRASE',
    'passcode',
    'pwd',
    'db-password',
    'clientSecret',
    'client-secret',
    'client_secret',
    'client.secret',
    'client secret',
    'apikey',
    'api-key',
    'access_key',
    'private key',
    'secret-key',
    'secret_key',
    'authtoken',
    'auth-token',
    'access_token',
    'refreshToken',
    'session.token',
    'bearer token',
    'api-token',
  ])('takes %s', name => {
    expect(isClearCredentialName(name)).toBe(true);
  });

  it.each([
    'token',
    'secret',
    'secretkey',
    'key',
    'passwords',
    'passport',
    'client--secret',
    'api key of',
    'tls-key',
    'old-token',
    'access/token',
  ])('does not take %s', name => {
    expect(isClearCredentialName(name)).toBe(false);
  });
});

describe('isCredentialName', () => {
  it.each(['token', 'x-auth', 'Authorization', 'signature', 'PIN', 'apiKey'])(
    'takes %s',
    name => expect(isCredentialName(name)).toBe(true),
  );

  it.each(['tokens', 'author', 'signatures', 'pinned', 'keyword'])(
    'does not take %s',
    name => expect(isCredentialName(name)).toBe(false),
  );
});

describe('a password in a URL', () => {
  it.each([
    'ab://user:abc@host',
    'see git+ssh://user:abc@host',
    'x1.y-z://user:abc@host',
    'https://user:123456@host',
    'https://user:12345a@host',
    'https://user:$1abc@host',
    'https://user:$a.b@host',
    'https://user:*a*@host',
    'https://user:xax@host',
    `https://${'u'.repeat(200)}:abc@host`,
    `https://user:${'p'.repeat(200)}@host`,
  ])('is found: %s', text => {
    expect(findCertainCredential(text)).toBe('a password in a URL');
  });

  it.each([
    'a://user:abc@host',
    '1a://user:abc@host',
    'https://user:ab@host',
    'https://host:443/a@b',
    'https://host:443?a@b',
    'https://host:443#a@b',
    'https://host:443,a@b',
    'https://host:443;a@b',
    'https://user:$HOME_1@host',
    'https://user:$A/b@host',
    'https://user:$(A)b@host',
    'https://user:*@host',
    'https://user:xxx@host',
    'https://user:a b@host',
    'https://user:"abc@host',
    'https://user:<abc@host',
    'https://us er:abc@host',
    'https://us"er:abc@host',
    'https:/user:abc@host',
    `https://${'u'.repeat(201)}:abc@host`,
    `https://user:${'p'.repeat(201)}@host`,
  ])('is not found: %s', text => {
    expect(findCertainCredential(text)).toBeUndefined();
  });
});

describe('beginsLikeCredential', () => {
  it('knows a web token by its first part, and a key file not by its head', () => {
    expect(beginsLikeCredential('eyJhbGci')).toBe(true);
    expect(beginsLikeCredential('eyJhbG')).toBe(false);
    expect(beginsLikeCredential('-----BEGIN PRIVATE KEYabcd')).toBe(false);
  });

  it.each(['ghp_abcd', 'x/ghp_abcd', '=ghp_abcd'])('finds one in %s', text => {
    expect(beginsLikeCredential(text)).toBe(true);
  });

  it.each(['ghp_abc', 'xghp_abcd', 'ghp_abc-d'])('finds none in %s', text => {
    expect(beginsLikeCredential(text)).toBe(false);
  });
});

describe('a mask', () => {
  it('is no credential, where it is long enough to be one', () => {
    const begin = `glpat-${'ab1'.repeat(5)}`;
    expect(findCertainCredential(`${begin}${'x'.repeat(8)}`)).toBe(
      'a GitLab token',
    );
    expect(
      findCertainCredential(`glpat-${'x'.repeat(8)}${'a1'.repeat(6)}`),
    ).toBe(undefined);
    expect(
      findCertainCredential(`glpat-${'x'.repeat(7)}${'a1'.repeat(6)}`),
    ).toBe('a GitLab token');
  });
});
