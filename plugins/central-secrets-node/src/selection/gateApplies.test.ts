import { AdmissionGate, GateRule, GateScope } from '../records';
import { gateApplies, GatedWrite } from './gateApplies';

const WRITE: GatedWrite = {
  verb: 'create',
  resource: 'secrets',
  namespaceLabels: { tier: 'a' },
};
const RULE: GateRule = {
  apiGroups: [''],
  resources: ['secrets'],
  operations: ['CREATE'],
};

function gate(...scopes: readonly Partial<GateScope>[]): AdmissionGate {
  return {
    kind: 'ValidatingAdmissionPolicy',
    name: 'policy',
    part: 'binding',
    scopes: scopes.map(scope => ({
      excluded: [],
      namespaceSelector: {},
      objectSelector: {},
      ...scope,
    })),
  };
}

describe('gateApplies', () => {
  it.each<[string, Partial<GateScope>]>([
    ['its rule names the write', { rules: [RULE] }],
    [
      'its rule names everything',
      { rules: [{ apiGroups: ['*'], resources: ['*'], operations: ['*'] }] },
    ],
    [
      'its rule names everything and its subresources',
      {
        rules: [{ ...RULE, resources: ['*/*'] }],
      },
    ],
    [
      'another rule names the write',
      {
        rules: [{ ...RULE, operations: ['DELETE'] }, RULE],
      },
    ],
    ['it has no rules of its own', {}],
    [
      'it selects the namespace',
      {
        namespaceSelector: { matchLabels: { tier: 'a' } },
      },
    ],
    [
      'it selects Secrets of the operator',
      {
        objectSelector: {
          matchLabels: { 'reconcile.external-secrets.io/managed': 'true' },
        },
      },
    ],
    [
      'it excludes other requests',
      {
        rules: [RULE],
        excluded: [{ ...RULE, operations: ['UPDATE'] }],
      },
    ],
  ])('is true where %s', (_, scope) => {
    expect(gateApplies(gate(scope), WRITE)).toBe(true);
  });

  it.each<[string, Partial<GateScope>]>([
    ['it has an empty list of rules', { rules: [] }],
    [
      'its rule names another operation',
      {
        rules: [{ ...RULE, operations: ['UPDATE'] }],
      },
    ],
    [
      'its rule names another group',
      {
        rules: [{ ...RULE, apiGroups: ['apps'] }],
      },
    ],
    [
      'its rule names another resource',
      {
        rules: [{ ...RULE, resources: ['configmaps', 'secrets/status'] }],
      },
    ],
    ['it excludes the write', { rules: [RULE], excluded: [RULE] }],
    [
      'it selects other namespaces',
      {
        namespaceSelector: { matchLabels: { tier: 'b' } },
      },
    ],
    [
      'it selects objects with a label of another application',
      {
        objectSelector: { matchLabels: { app: 'x' } },
      },
    ],
  ])('is false where %s', (_, scope) => {
    expect(gateApplies(gate(scope), WRITE)).toBe(false);
  });

  it('is true only where every scope applies', () => {
    const scopes = [{ rules: [RULE] }, { rules: [] }];
    expect(gateApplies(gate(...scopes), WRITE)).toBe(false);
    expect(gateApplies(gate(scopes[0], {}), WRITE)).toBe(true);
  });

  it('tells ExternalSecrets by their group', () => {
    const write: GatedWrite = { ...WRITE, resource: 'externalsecrets' };
    const rule = { ...RULE, resources: ['externalsecrets'] };
    expect(gateApplies(gate({ rules: [rule] }), write)).toBe(false);
    expect(
      gateApplies(
        gate({ rules: [{ ...rule, apiGroups: ['external-secrets.io'] }] }),
        write,
      ),
    ).toBe(true);
  });
});
