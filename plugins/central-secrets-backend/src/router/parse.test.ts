import { parseEntityParameters, parseRequestBody } from './parse';

describe('parseEntityParameters', () => {
  it('reads the entity that an address names', () => {
    expect(
      parseEntityParameters({
        namespace: 'default',
        kind: 'component',
        name: 'Shop_1.web',
      }),
    ).toEqual({ namespace: 'default', kind: 'component', name: 'Shop_1.web' });
  });

  it.each([
    [{ namespace: 'De fault', kind: 'component', name: 'shop' }, /^namespace:/],
    [
      { namespace: 'default', kind: '../etc', name: 'shop' },
      /^kind: "\.\.\/etc"/,
    ],
    [{ namespace: 'default', kind: 'component', name: '-shop' }, /^name:/],
    [{ namespace: 'default', kind: 'component', name: '' }, /^name: ""/],
  ])(
    'names parameter, value and accepted form of %j',
    (parameters, message) => {
      expect(() => parseEntityParameters(parameters)).toThrow(message);
      expect(() => parseEntityParameters(parameters)).toThrow(/; use /);
    },
  );
});

describe('parseRequestBody', () => {
  const body = { distribution: 'registry', action: 'add' };

  it('reads a request', () => {
    expect(parseRequestBody({ ...body, dryRun: true })).toEqual({
      ...body,
      dryRun: true,
    });
  });

  it.each([
    [undefined, 'distribution: is missing; use the name of a distribution'],
    [
      { ...body, action: 'delete' },
      'action: "delete" is not accepted; use "add" or "remove"',
    ],
    [{ ...body, dryRun: 'yes' }, 'dryRun: "yes" is not accepted; use true'],
    [{ ...body, distribution: '' }, 'distribution: "" is not accepted'],
    [{ ...body, cluster: 7 }, 'cluster: 7 is not accepted'],
    [
      { ...body, label: 'x' },
      '"label": no such field; the body may have distribution, action, cluster, namespace, dryRun',
    ],
    [['registry'], 'body: ["registry"] is not accepted; send a JSON object'],
  ])('names field, value and what is accepted of %j', (value, message) => {
    expect(() => parseRequestBody(value)).toThrow(message);
  });

  it('names every field at fault', () => {
    expect(() => parseRequestBody({ distribution: 1, action: 2 })).toThrow(
      /distribution: 1 .*; action: 2 /,
    );
  });

  it('does not repeat at length what somebody sent by mistake', () => {
    const refuse = () => parseRequestBody({ ...body, action: 'x'.repeat(999) });
    expect(refuse).toThrow(/…/);
    expect(refuse).not.toThrow(/x{200}/);
  });
});
