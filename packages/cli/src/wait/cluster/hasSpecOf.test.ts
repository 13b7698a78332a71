import { hasSpecOf } from './hasSpecOf';

const SPEC = {
  refreshInterval: '1h',
  secretStoreRef: { name: 'hub', kind: 'ClusterSecretStore' },
  target: { name: 'a', template: { type: 'Opaque', data: { a: '{{ .a }}' } } },
  data: [{ secretKey: 'a', remoteRef: { key: 'b', property: 'c' } }],
};

describe('hasSpecOf', () => {
  it.each([
    ['the same', SPEC],
    [
      'another order of keys',
      Object.fromEntries(Object.entries(SPEC).reverse()),
    ],
    ['another form of the duration', { ...SPEC, refreshInterval: '1h0m0s' }],
    [
      'empty fields',
      { ...SPEC, dataFrom: [], refreshPolicy: '', syncWindows: null },
    ],
    [
      'an empty object that the operator writes out',
      {
        ...SPEC,
        target: {
          ...SPEC.target,
          immutable: false,
          template: { ...SPEC.target.template, metadata: {} },
        },
      },
    ],
  ])('accepts %s', (_, spec) => {
    expect(hasSpecOf(spec, SPEC)).toBe(true);
    expect(hasSpecOf(SPEC, spec)).toBe(true);
  });

  it.each([
    ['another interval', { ...SPEC, refreshInterval: '2h' }],
    ['another store', { ...SPEC, secretStoreRef: { name: 'other' } }],
    [
      'another template',
      {
        ...SPEC,
        target: {
          ...SPEC.target,
          template: { type: 'Opaque', data: { a: '{{ .b }}' } },
        },
      },
    ],
    ['one entry more', { ...SPEC, data: [...SPEC.data, ...SPEC.data] }],
    ['no entry', { ...SPEC, data: [] }],
    ['an interval that is not a duration', { ...SPEC, refreshInterval: 'x' }],
  ])('refuses %s', (_, spec) => {
    expect(hasSpecOf(spec, SPEC)).toBe(false);
    expect(hasSpecOf(SPEC, spec)).toBe(false);
  });
});
