import { ConfigReader } from '@backstage/config';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { readDeliveryLimits, readOfferOptions } from './config';

const config = (centralSecrets: object) =>
  new ConfigReader({ centralSecrets } as never);

describe('readOfferOptions', () => {
  it('shows only what is offered unless it is told otherwise', () => {
    expect(readOfferOptions(config({}))).toEqual({ visible: 'offered' });
    expect(readOfferOptions(config({ offers: { visible: 'all' } }))).toEqual({
      visible: 'all',
    });
  });

  it('names the key, the value and what is accepted', () => {
    expect(() =>
      readOfferOptions(config({ offers: { visible: 'none' } })),
    ).toThrow(
      'Configuration centralSecrets.offers.visible: "none" is not known; use offered or all',
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
            observationMaxAge: { milliseconds: 1 },
            refreshIntervalFactor: 3,
            grace: { seconds: 0 },
            pendingUnusualAfter: '5ms',
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

  it.each([
    ['observationMaxAge', '0s', 'at least 1 ms'],
    ['grace', { seconds: -1 }, 'at least 0 ms'],
    ['pendingUnusualAfter', { seconds: -1 }, 'at least 0 ms'],
  ])('refuses %s: %j', (name, value, least) => {
    expect(() =>
      readDeliveryLimits(config({ staleness: { [name]: value } })),
    ).toThrow(least);
  });

  it('refuses a limit under which everything would be stale', () => {
    expect(() =>
      readDeliveryLimits(config({ staleness: { refreshIntervalFactor: 0.5 } })),
    ).toThrow(
      'Configuration centralSecrets.staleness.refreshIntervalFactor: 0.5 is too small; use a number of at least 1',
    );
  });
});
