import {
  clusterStore,
  distribution,
  externalSecret,
  fetched,
  Given,
  pushSecret,
  toldBy,
} from '../__testUtils__/findings';

const GENERAL = ['field-unknown', 'field-missing', 'field-value-invalid'];
const told = (objects: Given['objects'], more: Omit<Given, 'objects'> = {}) =>
  GENERAL.flatMap(code =>
    toldBy(code, {
      objects,
      ...more,
      settings: { fromFiles: true, ...more.settings },
    }),
  );

const generator = (kind: string) =>
  externalSecret({
    dataFrom: [{ sourceRef: { generatorRef: { kind, name: 'a' } } }],
  });
const KIND = 'spec.dataFrom.0.sourceRef.generatorRef.kind';

describe('what the definition of the operator has against an object', () => {
  it('is asked only of files', () => {
    const objects = [externalSecret({ nothing: 1 })];
    expect(told(objects)).toHaveLength(1);
    expect(told(objects, { settings: { fromFiles: false } })).toEqual([]);
  });

  it('is nothing for other groups, and where there is no spec', () => {
    const other = { ...externalSecret({ nothing: 1 }), apiVersion: 'a.io/v1' };
    expect(told([other, { ...clusterStore(), spec: undefined }])).toEqual([]);
  });

  it('is nothing that is missing, where a patch may bring it', () => {
    const objects = [externalSecret({ data: [{ secretKey: 'a' }], b: 1 })];
    const codes = (given: string[]) => given.map(each => each.split(': ')[0]);
    expect(codes(told(objects))).toEqual([
      'warning spec.b',
      'error spec.data.0',
    ]);
    expect(
      codes(told(objects, { origins: { isPatched: () => true } })),
    ).toEqual(['warning spec.b']);
    expect(codes(told(objects, { origins: { isPatch: () => true } }))).toEqual([
      'warning spec.b',
    ]);
  });

  it('is certain, where the version of the operator is known', () => {
    const objects = [externalSecret({ somethingNew: 1 })];
    const head =
      'External Secrets Operator 2.9 has no field "somethingNew" here, and the API server drops it: remove it';
    expect(told(objects)).toEqual([
      `warning spec.somethingNew: ${head}, unless your operator is newer than 2.9`,
    ]);
    expect(told(objects, { settings: { operatorVersion: '2.9' } })).toEqual([
      `error spec.somethingNew: ${head}`,
    ]);
  });

  it('tells which versions have a field', () => {
    const objects = [clusterStore({ provider: { alibaba: {} } })];
    const line = (severity: string) =>
      `${severity} spec.provider.alibaba: External Secrets Operator 2.9 has no field "alibaba" here, and the API server drops it: versions 0.16 to 1.3 have it`;
    expect(told(objects)).toContain(line('warning'));
    expect(told(objects, { settings: { operatorVersion: '2.9' } })).toContain(
      line('error'),
    );
  });

  it('tells them also beside other differences', () => {
    const alibaba = {
      provider: { alibaba: {}, vault: { server: 'https://vault' } },
      nothing: 1,
    };
    expect(told([clusterStore(alibaba)])).toEqual([
      expect.stringMatching(
        /^warning spec\.provider\.alibaba: .*0\.16 to 1\.3/,
      ),
      expect.stringMatching(/^warning spec\.nothing: /),
      expect.stringMatching(/^error spec\.provider: /),
    ]);
  });

  it('names the list of an entry', () => {
    expect(
      told([distribution({ data: [fetched('a')] }, { namespaces: [5] })]),
    ).toEqual([
      'error spec.namespaces.0: entry of namespaces must be a text: write it in quotes: the API server refuses the object',
    ]);
  });

  it('does not say that a version has a field within a field that it does not have', () => {
    const objects = [
      clusterStore({ provider: { volcengine: { nothing: 1 } } }),
    ];
    expect(told(objects)).toContain(
      'warning spec.provider.volcengine.nothing: External Secrets Operator 2.9 has no field "nothing" here, and the API server drops it: remove it, unless your operator is newer than 2.9',
    );
  });

  it('may be a generator of a newer operator, where it is not misspelled', () => {
    expect(told([generator('NewToken')])).toEqual([
      expect.stringMatching(new RegExp(`^warning ${KIND}: .*: use .*Password`)),
    ]);
    expect(told([generator('Passwort')])).toEqual([
      `error ${KIND}: External Secrets Operator 2.9 does not accept this kind: did you mean Password?`,
    ]);
    expect(
      told([generator('NewToken')], { settings: { operatorVersion: '2.9' } }),
    ).toEqual([expect.stringMatching(new RegExp(`^error ${KIND}: `))]);
  });

  it('is not told again, where a rule has told more', () => {
    expect(
      told([externalSecret({ target: { creationPolicy: 'owner' } })]),
    ).toEqual([]);
    expect(told([externalSecret({ dataFrom: [{ key: 'a' }] })])).toEqual([]);
    expect(told([externalSecret({ dataFrom: [{ name: 'a' }] })])).toHaveLength(
      1,
    );
  });

  it('is not told of a value that another tool fills in', () => {
    expect(told([pushSecret({ updatePolicy: '${POLICY}' })])).toEqual([]);
    expect(told([pushSecret({ updatePolicy: 'Always' })])).toHaveLength(1);
  });
});
