import { Request } from 'express';
import { auditedParameters } from './audited';

describe('what the auditor is told of an address', () => {
  it('is short and printable', () => {
    const params = {
      kind: 'component',
      name: `\r\n\u001b[2J${'ä'.repeat(999)}`,
    };
    const { kind, name } = auditedParameters({ params } as unknown as Request);
    expect(kind).toBe('component');
    expect(name).toMatch(/^\\u000d\\u000a\\u001b\[2Jä+…$/);
    expect(String(name).length).toBeLessThan(110);
  });
});
