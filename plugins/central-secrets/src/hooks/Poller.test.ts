import { waitFor } from '@testing-library/react';
import { ManualClock } from '../__testUtils__/ManualClock';
import { Poller } from './Poller';

interface Question {
  readonly signal: AbortSignal;
  answer(text: string): Promise<void>;
  fail(message: string): Promise<void>;
}

/** Lets the poller take note of settled promises. */
const settled = () => new Promise<void>(resolve => setTimeout(resolve));

function startPoller(intervalMs: number | null = 10) {
  const clock = new ManualClock(0);
  const questions: Question[] = [];
  const poller = new Poller<string>({
    clock,
    intervalMs: () => intervalMs ?? undefined,
    forgets: ({ message }) => message === 'forbidden',
    ask: signal =>
      new Promise((resolve, reject) => {
        questions.push({
          signal,
          answer: text => {
            resolve(text);
            return settled();
          },
          fail: message => {
            reject(new Error(message));
            return settled();
          },
        });
      }),
  });
  poller.start();
  return { clock, poller, questions };
}

describe('Poller', () => {
  it('asks only when it is told to, where it has no interval', async () => {
    const { clock, poller, questions } = startPoller(null);
    await questions[0].answer('one');
    expect(clock.waiting).toBe(0);
    poller.hint();
    await questions[1].answer('two');
    expect([poller.snapshot(), clock.waiting]).toEqual([
      expect.objectContaining({ data: 'two' }),
      0,
    ]);
  });

  it('asks at once, and again an interval after each answer', async () => {
    const { clock, poller, questions } = startPoller();
    expect(poller.snapshot()).toEqual({ status: 'loading' });

    await clock.advance(1_000);
    expect(questions).toHaveLength(1);
    await questions[0].answer('first');
    expect(poller.snapshot()).toEqual({
      status: 'ready',
      data: 'first',
      receivedAt: 1_000,
    });

    await clock.advance(9);
    expect(questions).toHaveLength(1);
    await clock.advance(1);
    expect(questions).toHaveLength(2);
  });

  it('keeps the last answer when asking fails, and drops the error with the next answer', async () => {
    const { clock, poller, questions } = startPoller();
    await questions[0].answer('first');
    await clock.advance(10);
    await questions[1].fail('down');
    expect(poller.snapshot()).toEqual({
      status: 'ready',
      data: 'first',
      receivedAt: 0,
      refreshError: expect.objectContaining({ message: 'down' }),
    });

    await clock.advance(10);
    await questions[2].answer('second');
    expect(poller.snapshot()).toEqual({
      status: 'ready',
      data: 'second',
      receivedAt: 20,
    });
  });

  it('has failed while there was no answer yet, and goes on asking', async () => {
    const { clock, poller, questions } = startPoller();
    await questions[0].fail('down');
    expect(poller.snapshot()).toMatchObject({ status: 'failed' });
    await clock.advance(10);
    expect(questions).toHaveLength(2);
  });

  it('forgets the last answer when the error says that it may not be shown', async () => {
    const { clock, poller, questions } = startPoller();
    await questions[0].answer('first');
    await clock.advance(10);
    await questions[1].fail('forbidden');
    expect(poller.snapshot()).toMatchObject({ status: 'failed' });
  });

  it('gives the open question up for a newer one, whose answer alone counts', async () => {
    const { poller, questions } = startPoller();
    poller.refresh();
    expect(questions[0].signal.aborted).toBe(true);

    await questions[1].answer('after the change');
    await questions[0].answer('before the change');
    expect(poller.snapshot()).toMatchObject({ data: 'after the change' });
  });

  it('asks at once on a hint that there is news', async () => {
    const { clock, poller, questions } = startPoller(1_000);
    await questions[0].answer('first');
    poller.hint();
    expect(questions).toHaveLength(2);
    await questions[1].answer('second');
    await clock.advance(999);
    expect(questions).toHaveLength(2);
    await clock.advance(1);
    expect(questions).toHaveLength(3);
  });

  it('lets an open question be answered, and asks once more after it, however many hints come', async () => {
    const { poller, questions } = startPoller(1_000);
    for (let hints = 0; hints < 5; hints++) {
      poller.hint();
    }
    expect(questions).toHaveLength(1);
    expect(questions[0].signal.aborted).toBe(false);
    await questions[0].answer('from before the hints');
    expect(poller.snapshot()).toMatchObject({ data: 'from before the hints' });
    expect(questions).toHaveLength(2);
    await questions[1].answer('from after them');
    expect(questions).toHaveLength(2);
  });

  it('does not ask on a hint that nobody would see answered', async () => {
    const { clock, poller, questions } = startPoller();
    poller.hint();
    clock.setHidden(true);
    await questions[0].answer('first');
    poller.hint();
    expect(questions).toHaveLength(1);
  });

  it('asks nothing while the page is hidden, and at once when it is seen again', async () => {
    const { clock, questions } = startPoller();
    await questions[0].answer('first');
    clock.setHidden(true);
    await clock.advance(1_000);
    expect(questions).toHaveLength(1);

    clock.setHidden(false);
    expect(questions).toHaveLength(2);
  });

  it('tells its listeners of each change, until they have had enough', async () => {
    const { poller, questions } = startPoller();
    const listener = jest.fn();
    const unsubscribe = poller.subscribe(listener);
    await questions[0].answer('first');
    expect(listener).toHaveBeenCalledTimes(1);

    unsubscribe();
    poller.refresh();
    await questions[1].answer('second');
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing behind when it stops', async () => {
    const { clock, poller, questions } = startPoller();
    await questions[0].answer('first');
    await clock.advance(10);
    poller.stop();
    expect(questions[1].signal.aborted).toBe(true);
    expect(clock.waiting).toBe(0);
    expect(clock.watching).toBe(0);

    await questions[1].answer('too late');
    expect(poller.snapshot()).toMatchObject({ data: 'first' });
    await waitFor(() => expect(clock.waiting).toBe(0));
  });
});
