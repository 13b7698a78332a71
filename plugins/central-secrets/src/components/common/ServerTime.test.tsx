import { render, screen } from '@testing-library/react';
import { ManualClock } from '../../__testUtils__/ManualClock';
import { ServerTimeProvider, useServerNow } from './ServerTime';

const Now = () => <output>{useServerNow()}</output>;

/** Shows the backend's time, and takes answers. */
function setUp() {
  const clock = new ManualClock(500_000);
  const page = (answeredAt: number) => (
    <ServerTimeProvider
      answeredAt={answeredAt}
      receivedAt={clock.now()}
      clock={clock}
    >
      <Now />
    </ServerTimeProvider>
  );
  const { rerender } = render(page(1_000));
  return {
    clock,
    receive: (answeredAt: number) => rerender(page(answeredAt)),
    now: () => Number(screen.getByRole('status').textContent),
  };
}

describe('the time by the backend’s clock', () => {
  it('goes on between answers', async () => {
    const { clock, now } = setUp();
    expect(now()).toBe(1_000);
    await clock.advance(3_000);
    expect(now()).toBe(4_000);
  });

  it('does not go back when an answer was longer on its way', async () => {
    const { clock, receive, now } = setUp();
    await clock.advance(3_000);
    receive(3_100);
    expect(now()).toBe(4_000);
    await clock.advance(1_000);
    expect(now()).toBe(5_000);
  });

  it('goes forward when an answer was quicker', async () => {
    const { clock, receive, now } = setUp();
    await clock.advance(3_000);
    receive(4_700);
    expect(now()).toBe(4_700);
  });

  it('does not wait for the next second to show what an answer tells', async () => {
    const { clock, receive, now } = setUp();
    await clock.advance(900);
    receive(1_900);
    expect(now()).toBe(1_900);
  });

  it('follows a clock that was set', async () => {
    const { clock, receive, now } = setUp();
    await clock.advance(3_000);
    receive(4_000 - 3_600_000);
    expect(now()).toBe(4_000 - 3_600_000);
  });
});
