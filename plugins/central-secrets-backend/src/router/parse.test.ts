import { parseEntityParameters, parseQuery, parseRequestBody } from './parse';
import { distributionsQuerySchema, usageQuerySchema } from './queries';

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

describe('parseQuery', () => {
  const list = (query: object) => parseQuery(distributionsQuerySchema, query);

  it('reads a query, with a limit where it has none', () => {
    expect(list({})).toEqual({ limit: 50 });
    expect(list({ search: 'shop', sort: 'attention', limit: '200' })).toEqual({
      search: 'shop',
      sort: 'attention',
      limit: 200,
    });
  });

  it.each(['0', '201', '5e1', ' 50', '050', '50.0', '-1', ['50'], { a: '50' }])(
    'accepts only a whole number as a limit, not %j',
    limit => {
      expect(() => list({ limit })).toThrow(
        `limit: ${JSON.stringify(
          limit,
        )} is not accepted; use a whole number from 1 to 200`,
      );
    },
  );

  it('names every parameter at fault', () => {
    expect(() => list({ sort: 'age', cursor: '', page: '2' })).toThrow(
      'sort: "age" is not accepted; use one of name, attention; cursor: "" is not accepted; use the nextCursor of the answer before; "page": no such parameter; the address may have cluster, search, store, sort, cursor, limit',
    );
    expect(() => parseQuery(usageQuerySchema, { pod: 'a' })).toThrow(
      '"pod": no such parameter; the address may have cluster and namespace',
    );
  });
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
