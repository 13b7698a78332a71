import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DEFAULT_PROTECTED_NAMESPACES } from './protectedNamespaces';

const ACCESS = join(__dirname, '../../../deploy/base/admission/access.yaml');

describe('DEFAULT_PROTECTED_NAMESPACES', () => {
  it('are protected by the admission policies of deploy/ too', () => {
    const { data } = parse(readFileSync(ACCESS, 'utf8'));
    const deployed = data['protected-namespaces'].split(/\s+/).filter(Boolean);
    expect(deployed).toEqual(
      expect.arrayContaining([...DEFAULT_PROTECTED_NAMESPACES]),
    );
  });
});
