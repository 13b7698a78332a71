import fc from 'fast-check';
import { RANDOM_LOOKING } from './__testUtils__/credentials';
import {
  beginsLikeCredential,
  CREDENTIAL_SHAPES,
  findCertainCredential,
  isCredentialKey,
} from './credentialShapes';
import { redactText } from './redactText';

const BY_FORM = [
  'a GitHub token',
  'a GitLab token',
  'an age key',
  'a Hugging Face token',
  'a DigitalOcean token',
  'an Azure client secret',
  'a Stripe key',
  'a Slack token',
  'a Vault token',
];

describe('findCertainCredential', () => {
  it.each(BY_FORM)('recognizes %s, anywhere in a text', what => {
    fc.assert(
      fc.property(
        RANDOM_LOOKING[what],
        fc.constantFrom('', 'token=', '"', 'a/', 'Bearer '),
        (credential, before) => {
          expect(findCertainCredential(`${before}${credential}`)).toBe(what);
        },
      ),
    );
  });

  it.each([
    ['a password in a URL', 'https://user:not-a-real-one@example.com'],
    ['a password in a URL', 'https://user:not/a/real/one@example.com'],
    ['a password in a URL', 'https://user:not@real@example.com'],
    ['a password in a URL', 'redis://:not-a-real-one@example.com:6379'],
    ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----\nnot a real one`],
    ['a private key', `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----`],
  ])('recognizes %s: %s', (what, text) => {
    expect(findCertainCredential(text)).toBe(what);
  });

  it.each([
    'https://example.com:8443/path/@scope/package',
    'https://example.com:8443',
    'https://user@example.com',
    'https://${USER}:${PASSWORD}@example.com',
    'https://user:$PASSWORD@example.com',
    'https://user:$(PASSWORD)@example.com',
    'https://{{ .user }}:{{ .password }}@example.com',
    'https://user:<password>@example.com',
    'https://user:****@example.com',
    'mongodb://one:27017,two:27017/db?user=a@b',
    'oci://registry.example.com/image:tag@sha256:0123',
    'http://[::1]:8080/a@b',
    `ghp_${'x'.repeat(36)}`,
    `sk-${'cluster-'.repeat(8)}`,
    'hf_hub_download',
    'npm_config_registry',
    'global-credentials-for-everything',
    `-----BEGIN ${'CERTIFICATE'}-----`,
    'sha256:'.concat('0123456789abcdef'.repeat(4)),
    '0123456789abcdef'.repeat(2),
    '',
  ])('takes no placeholder, name or digest for one: %s', text => {
    expect(findCertainCredential(text)).toBeUndefined();
  });
});

describe('CREDENTIAL_SHAPES', () => {
  it('hides all that is recognized', () => {
    for (const what of BY_FORM) {
      for (const credential of fc.sample(RANDOM_LOOKING[what], 20)) {
        expect(beginsLikeCredential(credential)).toBe(true);
        expect(redactText(`x ${credential} y`)).toBe('x [hidden] y');
      }
    }
  });

  it('says of each what it is', () => {
    expect(CREDENTIAL_SHAPES.filter(({ what }) => !/^an? /.test(what))).toEqual(
      [],
    );
  });
});

describe('isCredentialKey', () => {
  it.each(['password', 'DB_PASSWORD', 'clientSecret', 'api-key', 'api_key'])(
    'holds a credential: %s',
    key => expect(isCredentialKey(key)).toBe(true),
  );

  it.each(['username', 'tls.crt', 'passwordPolicy', 'secretName'])(
    'holds none: %s',
    key => expect(isCredentialKey(key)).toBe(false),
  );
});
