import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { forgets } from '../model/errors';
import type { PollClock } from './pollClock';
import type { Polled } from './Poller';
import { Poller } from './Poller';

/** Where the backend signals that there is news. */
export interface News {
  readonly channel: string;
  /** Default: every signal of the channel does. */
  concerns?(signal: Readonly<Record<string, unknown>>): boolean;
}

/** A question to the backend, and when it is asked. */
export interface Question<Query, Answer> {
  /**
   * Stays the same function. Another one asks about something else, such as
   * another entity: what was known is forgotten.
   */
  readonly ask: (query: Query, signal: AbortSignal) => Promise<Answer>;
  /** Stays the same object as long as it asks the same. */
  readonly query: Query;
  /** Default: it is not asked again automatically. */
  intervalMs?(state: Polled<Answer>, hasSignals: boolean): number | undefined;
  readonly news?: News;
  /** Whether it is asked now. Default: true. */
  readonly isWanted?: boolean;
  /** Whether it is asked again when the hidden page is seen again. Default: true. */
  readonly isAskedOnReturn?: boolean;
  readonly clock: PollClock;
}

interface Answered<Query, Answer> {
  readonly query: Query;
  readonly answer: Answer;
}

function toAnswer<Query, Answer>(
  state: Polled<Answered<Query, Answer>>,
): Polled<Answer> {
  return state.status === 'ready'
    ? { ...state, data: state.data.answer }
    : state;
}

/**
 * Asks for as long as the component is there: at once, by each new query, when
 * the backend signals news, and as often as the question wants. Until the answer
 * to the newest query has come, the last one stays, and `isCurrent` is false.
 */
export function useAnswer<Query, Answer>(
  question: Question<Query, Answer>,
): { state: Polled<Answer>; isCurrent: boolean; refresh: () => void } {
  const { ask, query, news, isWanted = true, clock } = question;
  const signals = useApiHolder().get(signalApiRef);
  const hasSignals = signals !== undefined;
  const newest = useRef({ question, hasSignals });
  newest.current = { question, hasSignals };
  const lastAsked = useRef<Query>();

  const poller = useMemo(
    () =>
      new Poller<Answered<Query, Answer>>({
        ask: async signal => {
          const asked = newest.current.question.query;
          lastAsked.current = asked;
          return { query: asked, answer: await ask(asked, signal) };
        },
        intervalMs: state =>
          newest.current.question.intervalMs?.(
            toAnswer(state),
            newest.current.hasSignals,
          ),
        isAskedOnReturn: () => newest.current.question.isAskedOnReturn ?? true,
        forgets,
        clock,
      }),
    [ask, clock],
  );
  useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    poller.start();
    return () => poller.stop();
  }, [poller, isWanted]);

  useEffect(() => {
    if (isWanted && lastAsked.current !== query) {
      poller.refresh();
    }
  }, [poller, query, isWanted]);

  const channel = news?.channel;
  useEffect(() => {
    const subscription =
      channel === undefined
        ? undefined
        : signals?.subscribe(channel, signal => {
            if (newest.current.question.news?.concerns?.(signal) ?? true) {
              poller.hint();
            }
          });
    return () => subscription?.unsubscribe();
  }, [signals, channel, poller]);

  const polled = useSyncExternalStore(poller.subscribe, poller.snapshot);
  return {
    state: useMemo(() => toAnswer(polled), [polled]),
    isCurrent: polled.status === 'ready' && polled.data.query === query,
    refresh: poller.refresh,
  };
}
