import fc from 'fast-check';
import { findInternalPathFault, kindOfInternalPath } from './internalPath';

describe('kindOfInternalPath', () => {
  it.each([
    ['platform-data/postgres/temporal', 'secret'],
    ['platform-config/redis/platform-redis', 'configuration'],
    ['platform-data', 'secret'],
    ['platform-database/postgres', undefined],
    ['secret/platform-data/postgres/temporal', undefined],
    ['', undefined],
  ])('of %j is %s', (path, kind) => {
    expect(kindOfInternalPath(path)).toBe(kind);
  });
});

describe('findInternalPathFault', () => {
  it.each([
    'platform-data/postgres/temporal',
    'platform-data/postgres/backstage',
    'platform-data/redis/temporal',
    'platform-config/postgres/platform-postgres',
    'platform-config/redis/platform-redis',
    'platform-data/postgres15/load-test',
    'platform-data/product/devices',
    'another/Path',
  ])('finds nothing in %j', path => {
    expect(findInternalPathFault(path)).toBeUndefined();
  });

  it.each([
    [
      'platform-data/postgres',
      'parts',
      'platform-data/postgres',
      'platform-data/postgres/temporal',
    ],
    [
      'platform-config/postgres/a/b',
      'parts',
      'platform-config/postgres/a/b',
      'platform-config/postgres/a',
    ],
    [
      'platform-data//temporal',
      'parts',
      'platform-data//temporal',
      'platform-data/postgres/temporal',
    ],
    [
      'platform-data/../temporal',
      'characters',
      '..',
      'platform-data/postgres/temporal',
    ],
    [
      'platform-data/Postgres/temporal',
      'characters',
      'Postgres',
      'platform-data/postgres/temporal',
    ],
    [
      'platform-data/postgres/orderService',
      'characters',
      'orderService',
      'platform-data/postgres/order-service',
    ],
    [
      'platform-data/postgres/order_service',
      'characters',
      'order_service',
      'platform-data/postgres/order-service',
    ],
    [
      'platform-config/postgres/prod-postgres',
      'environment',
      'prod-postgres',
      'platform-config/postgres/postgres',
    ],
    [
      'platform-data/postgres/staging',
      'environment',
      'staging',
      'platform-data/postgres/temporal',
    ],
  ])('of %j: %s', (path, code, part, example) => {
    expect(findInternalPathFault(path)).toEqual({ code, part, example });
  });

  it('gives an example without a fault, for any path', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('platform-data', 'platform-config'),
        fc.array(fc.string({ maxLength: 200 }), { maxLength: 4 }),
        (prefix, parts) => {
          const fault = findInternalPathFault([prefix, ...parts].join('/'));
          expect(findInternalPathFault(fault?.example ?? '')).toBeUndefined();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
