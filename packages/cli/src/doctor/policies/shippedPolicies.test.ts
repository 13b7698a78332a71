import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { policyDigest } from './policyDigest';

const ADMISSION = join(__dirname, '../../../../../deploy/base/admission');
const FILE = join(__dirname, 'policyDigests.json');

function shipped(): Record<string, unknown> {
  const policies = readdirSync(ADMISSION)
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(ADMISSION, name), 'utf8')),
    )
    .map(document => document.toJS())
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  return Object.fromEntries(
    policies.map(({ metadata, spec }) => [metadata.name, policyDigest(spec)]),
  );
}

describe('policyDigests.json', () => {
  it('equals deploy/base/admission; UPDATE_SHIPPED_POLICIES=1 writes it again, for npm run fix to format', () => {
    const found = shipped();
    if (process.env.UPDATE_SHIPPED_POLICIES) {
      writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
    }
    expect(Object.keys(found)).not.toEqual([]);
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(found);
  });
});
