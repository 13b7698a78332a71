import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Programs } from './programs';
import { mustRun } from './runProgram';

/**
 * A server's certificate with its key, and the certificate of its authority.
 */
export interface CertificatePair {
  readonly certificate: string;
  readonly privateKey: string;
  /**
   * The certificate of the authority that signed it; each pair has its own
   * authority.
   */
  readonly authority: string;
}

/**
 * Makes a pair for names ("shop.example.test", "*.example.test") or addresses.
 * The files stay in `directory`: tls.crt, tls.key and ca.crt.
 */
export async function makeCertificatePair(
  { openssl }: Pick<Programs, 'openssl'>,
  directory: string,
  names: readonly string[],
): Promise<CertificatePair> {
  await mkdir(directory, { recursive: true });
  const file = (name: string) => join(directory, name);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const common = ['-x509', ...newKey, '-nodes', '-days', '2'];
  await mustRun(openssl, [
    ...['req', ...common, '-subj', '/CN=not a real authority'],
    ...['-keyout', file('ca.key'), '-out', file('ca.crt')],
  ]);
  const alternatives = names
    .map(name => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`))
    .join(',');
  await mustRun(openssl, [
    ...['req', ...common, '-subj', '/CN=not a real server'],
    ...['-CA', file('ca.crt'), '-CAkey', file('ca.key')],
    ...['-addext', `subjectAltName=${alternatives}`],
    ...['-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-keyout', file('tls.key'), '-out', file('tls.crt')],
  ]);
  const [certificate, privateKey, authority] = await Promise.all(
    ['tls.crt', 'tls.key', 'ca.crt'].map(name => readFile(file(name), 'utf8')),
  );
  return { certificate, privateKey, authority };
}

/** Writes a pair to the folder where a server reads it. */
export async function writePair(
  directory: string,
  pair: Pick<CertificatePair, 'certificate' | 'privateKey'>,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'tls.crt'), pair.certificate);
  await writeFile(join(directory, 'tls.key'), pair.privateKey, { mode: 0o600 });
}
