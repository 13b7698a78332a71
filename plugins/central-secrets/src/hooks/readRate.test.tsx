import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  DEFAULT_MAX_READS_PER_MINUTE,
  DELIVERIES_CHANNEL,
  DISTRIBUTIONS_CHANNEL,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ResponseError } from '@backstage/errors';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import {
  distribution,
  distributionsResponse,
} from '../__testUtils__/distributionFixtures';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { deliveryIn, response } from '../__testUtils__/fixtures';
import { ManualClock } from '../__testUtils__/ManualClock';
import { centralSecretsApiRef } from '../api';
import { useDeliveries } from './useDeliveries';
import { useDistributions } from './useDistributions';

const ENTITY = 'component:default/backstage';
/**
 * The number of pages that a person sees at once on several screens; a hidden
 * page asks nothing.
 */
const VISIBLE_PAGES = 5;

/** Renders a hook as one page does, and counts what it asks. */
function openPage(
  useHook: (clock: ManualClock) => unknown,
  answer: (asked: number) => Promise<object>,
) {
  const clock = new ManualClock(0);
  const signals = new FakeSignals();
  let asked = 0;
  const ask = async () => answer(asked++);
  const api = { getDeliveries: ask, getDistributions: ask };
  const wrapper = ({ children }: PropsWithChildren) => (
    <TestApiProvider
      apis={[
        [centralSecretsApiRef, api as never],
        [signalApiRef, signals],
      ]}
    >
      {children}
    </TestApiProvider>
  );
  renderHook(() => useHook(clock), { wrapper });
  return {
    asked: () => asked,
    /** Lets a minute pass; each second there is news, and whatever is open is answered. */
    async passMinute() {
      for (let second = 0; second < 60; second++) {
        await clock.advance(1_000);
        signals.send(DELIVERIES_CHANNEL, { entityRef: ENTITY });
        signals.send(DISTRIBUTIONS_CHANNEL, {});
        await act(() => new Promise<void>(resolve => setTimeout(resolve)));
      }
    },
  };
}

describe('how often a page reads', () => {
  it('stays far below the limit on the Secrets tab, with news every second', async () => {
    const page = openPage(
      clock => useDeliveries(ENTITY, [], clock),
      async () => response({ deliveries: [deliveryIn('pending')] }),
    );
    await page.passMinute();
    expect(page.asked()).toBeGreaterThan(30);
    expect(page.asked() * VISIBLE_PAGES).toBeLessThan(
      DEFAULT_MAX_READS_PER_MINUTE,
    );
  });

  it('stays far below the limit on the platform page, with news every second, however many pages there are', async () => {
    const page = openPage(
      clock => useDistributions({ sort: 'attention' }, clock),
      async () =>
        distributionsResponse([distribution('first')], {
          total: 10_000,
          nextCursor: 'more',
        }),
    );
    await page.passMinute();
    expect(page.asked()).toBeGreaterThan(30);
    expect(page.asked() * VISIBLE_PAGES).toBeLessThan(
      DEFAULT_MAX_READS_PER_MINUTE,
    );
  });

  it('becomes rare where the limit was reached all the same', async () => {
    const refused = await ResponseError.fromResponse(
      new Response('{}', { status: 429 }),
    );
    const page = openPage(
      clock => useDeliveries('component:default/other', [], clock),
      async asked => {
        if (asked > 0) {
          throw refused;
        }
        return response({ deliveries: [deliveryIn('pending')] });
      },
    );
    await page.passMinute();
    expect(page.asked()).toBeLessThanOrEqual(6);
  });
});
