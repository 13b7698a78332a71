import { ConfigReader } from '@backstage/config';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { readBindingOptions, readDeliveryLimits } from './config';

const config = (centralSecrets: object) =>
  new ConfigReader({ centralSecrets } as never);

describe('readBindingOptions', () => {
  it('demands confirmation unless it is told otherwise', () => {
    expect(readBindingOptions(config({}))).toEqual({
      read: 'confirmed',
      ownerLabels: [],
    });
    expect(
      readBindingOptions(
        config({ bindings: { read: 'catalog', ownerLabels: ['team'] } }),
      ),
    ).toEqual({ read: 'catalog', ownerLabels: ['team'] });
  });

  it('names the key, the value and what is accepted', () => {
    expect(() =>
      readBindingOptions(config({ bindings: { read: 'everything' } })),
    ).toThrow(
      'Configuration centralSecrets.bindings.read: "everything" is not known; use confirmed or catalog',
    );
  });
});

describe('readDeliveryLimits', () => {
  it('has a default for each limit', () => {
    expect(readDeliveryLimits(config({}))).toEqual(DEFAULT_DELIVERY_LIMITS);
  });

  it('reads each limit under its own key', () => {
    expect(
      readDeliveryLimits(
        config({
          staleness: {
            observationMaxAgeMs: 1,
            refreshIntervalFactor: 3,
            graceMs: 0,
            pendingUnusualAfterMs: 5,
          },
        }),
      ),
    ).toEqual({
      observationMaxAgeMs: 1,
      refreshIntervalFactor: 3,
      staleGraceMs: 0,
      pendingUnusualAfterMs: 5,
    });
  });

  it('refuses a limit under which everything would be stale', () => {
    expect(() =>
      readDeliveryLimits(config({ staleness: { refreshIntervalFactor: 0.5 } })),
    ).toThrow(
      'Configuration centralSecrets.staleness.refreshIntervalFactor: 0.5 is too small; use a number of at least 1',
    );
  });
});
