import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificatePair } from '../consumers/certificates';
import { mustRun } from '../consumers/runProgram';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The values for the corpus' templates: each key with a value of its kind. */
const FIXED = {
  text: 'Hello, World',
  number: '42',
  list: 'b,a,c,a',
  json: '{"user":{"name":"jane","roles":["reader","writer"]},"count":3}',
  yaml: 'user:\n  name: jane\nroles:\n  - reader\n',
  encoded: base64('Hello'),
  quoted: 'with "quotes"',
  dockerEncoded: base64('{"auths":{}}'),
  url: 'https://jane@example.test:8443/path?q=1#top',
  version: '1.35.4',
  day: '2026-11-24',
};

/**
 * Values for every key of the corpus; each call generates new keys and
 * certificates.
 *
 * @throws Error where openssl is not installed.
 */
export async function sampleValues(): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), 'central-secrets-templates-'));
  try {
    const openssl = 'openssl';
    const pair = await makeCertificatePair({ openssl }, directory, [
      'example.test',
    ]);
    const file = (name: string) => join(directory, name);
    await mustRun(openssl, [
      ...['pkcs12', '-export', '-passout', 'pass:', '-out', file('pair.p12')],
      ...['-inkey', file('tls.key'), '-in', file('tls.crt')],
      ...['-certfile', file('ca.crt')],
    ]);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const cipher = publicEncrypt(
      {
        key: rsa.publicKey,
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: 'sha256',
      },
      Buffer.from('Hello'),
    );
    return {
      ...FIXED,
      certificate: pair.certificate + pair.authority,
      privateKey: pair.privateKey,
      pkcs12: (await readFile(file('pair.p12'))).toString('base64'),
      rsaKey: String(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      cipher: cipher.toString('base64'),
      jwk: JSON.stringify(elliptic.privateKey.export({ format: 'jwk' })),
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

const PEM =
  '-----BEGIN PLACEHOLDER-----\ncGxhY2Vob2xkZXI=\n-----END PLACEHOLDER-----\n';

/**
 * The values that the template engine tries in place of every value
 * (placeholders.go), in its order.
 */
export const PLACEHOLDERS: readonly string[] = [
  'placeholder',
  '{"auths":{}}',
  PEM,
  '1',
  base64('{"auths":{}}'),
  base64(PEM),
];
