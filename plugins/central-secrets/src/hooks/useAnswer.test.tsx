import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { ManualClock } from '../__testUtils__/ManualClock';
import type { Question } from './useAnswer';
import { useAnswer } from './useAnswer';

interface Asked {
  readonly query: string;
  readonly isAborted: () => boolean;
  answer(text: string): Promise<void>;
}

/** Something that can be asked; another one is about another entity. */
function subject() {
  const asked: Asked[] = [];
  const ask = (query: string, signal: AbortSignal) =>
    new Promise<string>(resolve => {
      asked.push({
        query,
        isAborted: () => signal.aborted,
        answer: text => act(async () => resolve(text)),
      });
    });
  return { ask, asked };
}

function renderAnswer(question: Omit<Question<string, string>, 'clock'>) {
  const clock = new ManualClock(0);
  const signals = new FakeSignals();
  const wrapper = ({ children }: PropsWithChildren) => (
    <TestApiProvider apis={[[signalApiRef, signals]]}>
      {children}
    </TestApiProvider>
  );
  const { result, rerender, unmount } = renderHook(
    (given: typeof question) => useAnswer({ ...given, clock }),
    { wrapper, initialProps: question },
  );
  return { clock, signals, result, rerender, unmount };
}

describe('useAnswer', () => {
  it('asks once at first', async () => {
    const { ask, asked } = subject();
    const { result } = renderAnswer({ ask, query: 'one' });
    expect(result.current.state).toEqual({ status: 'loading' });
    expect(asked.map(({ query }) => query)).toEqual(['one']);
    await asked[0].answer('first');
    expect(result.current).toMatchObject({
      state: { status: 'ready', data: 'first' },
      isCurrent: true,
    });
    expect(asked).toHaveLength(1);
  });

  it('keeps the last answer until the answer to the newest query has come', async () => {
    const { ask, asked } = subject();
    const { result, rerender } = renderAnswer({ ask, query: 'one' });
    await asked[0].answer('first');
    rerender({ ask, query: 'two' });
    rerender({ ask, query: 'three' });
    expect(asked.map(({ query }) => query)).toEqual(['one', 'two', 'three']);
    expect(asked[1].isAborted()).toBe(true);
    expect(result.current).toMatchObject({
      state: { data: 'first' },
      isCurrent: false,
    });
    await asked[2].answer('third');
    await asked[1].answer('second');
    expect(result.current).toMatchObject({
      state: { data: 'third' },
      isCurrent: true,
    });
  });

  it('forgets what it knew of another subject, and asks once about the new one', async () => {
    const one = subject();
    const other = subject();
    const { result, rerender } = renderAnswer({ ask: one.ask, query: 'a' });
    await one.asked[0].answer('of one');
    rerender({ ask: other.ask, query: 'b' });
    expect(result.current.state).toEqual({ status: 'loading' });
    expect(other.asked.map(({ query }) => query)).toEqual(['b']);
    await other.asked[0].answer('of other');
    expect(result.current.state).toMatchObject({ data: 'of other' });
    expect(one.asked).toHaveLength(1);
  });

  it('asks again at a signal that concerns it, and not at another', async () => {
    const { ask, asked } = subject();
    const { signals, unmount } = renderAnswer({
      ask,
      query: 'one',
      news: { channel: 'news', concerns: ({ about }) => about === 'one' },
    });
    await asked[0].answer('first');
    signals.send('news', { about: 'two' });
    signals.send('other', { about: 'one' });
    expect(asked).toHaveLength(1);
    signals.send('news', { about: 'one' });
    expect(asked).toHaveLength(2);
    unmount();
    expect(signals.listening).toBe(0);
  });

  it('asks again after the interval of the newest question', async () => {
    const { ask, asked } = subject();
    const { clock, rerender, unmount } = renderAnswer({
      ask,
      query: 'one',
      intervalMs: (_state, hasSignals) => (hasSignals ? 30 : 10),
    });
    rerender({ ask, query: 'one', intervalMs: () => 50 });
    await asked[0].answer('first');
    await clock.advance(49);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(asked).toHaveLength(2);
    unmount();
    expect([clock.waiting, clock.watching]).toEqual([0, 0]);
  });

  it('tells the interval whether there are signals', async () => {
    const { ask, asked } = subject();
    const { clock } = renderAnswer({
      ask,
      query: 'one',
      intervalMs: (_state, hasSignals) => (hasSignals ? 30 : 10),
    });
    await asked[0].answer('first');
    await clock.advance(29);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(asked).toHaveLength(2);
  });

  it('asks nothing before it is wanted, and then once', async () => {
    const { ask, asked } = subject();
    const { result, rerender } = renderAnswer({
      ask,
      query: 'one',
      isWanted: false,
    });
    rerender({ ask, query: 'two', isWanted: false });
    expect(asked).toHaveLength(0);
    rerender({ ask, query: 'two', isWanted: true });
    expect(asked.map(({ query }) => query)).toEqual(['two']);
    await asked[0].answer('second');
    expect(result.current.state).toMatchObject({ data: 'second' });
  });

  it.each([true, false])(
    'asks again when the page is seen again, if that is wanted: %s',
    async isAskedOnReturn => {
      const { ask, asked } = subject();
      const { clock } = renderAnswer({ ask, query: 'one', isAskedOnReturn });
      await asked[0].answer('first');
      clock.setHidden(true);
      clock.setHidden(false);
      expect(asked).toHaveLength(isAskedOnReturn ? 2 : 1);
    },
  );
});
