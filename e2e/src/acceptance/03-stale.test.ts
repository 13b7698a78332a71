import { REFRESH_SECONDS, STALENESS } from '../framework/world';
import { theWorld } from '../jest/globals';
import { prepareCheckout, untilCheckoutIs } from './checkout';

const BOUND_MS =
  STALENESS.refreshIntervalFactor * REFRESH_SECONDS * 1000 + STALENESS.graceMs;
/** Until the next check notices it. */
const SLACK_MS = 5_000;

describe('a paused operator', () => {
  const { platform } = theWorld();

  beforeAll(prepareCheckout);

  afterAll(() => platform.operator.resume());

  it('turns synced deliveries stale within the bound, though they are still Ready', async () => {
    platform.operator.pause();
    const delivery = await untilCheckoutIs('stale', BOUND_MS + SLACK_MS);
    expect(Date.now() - Date.parse(delivery.lastSynced!)).toBeGreaterThan(
      BOUND_MS - SLACK_MS,
    );
    expect(delivery.remedy.by).toBe('platform');
    expect(delivery.evidence.map(({ field }) => field)).toContainEqual(
      expect.stringContaining('refreshTime'),
    );
  });

  it('lets the deliveries be synced again once it resumes', async () => {
    platform.operator.resume();
    const delivery = await untilCheckoutIs('synced');
    expect(delivery.cause).toBeNull();
  });
});
