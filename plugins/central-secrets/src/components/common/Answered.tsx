import { Progress, ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { PollClock } from '../../hooks/pollClock';
import type { Polled } from '../../hooks/Poller';
import { errorText } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { PoliteStatus } from './PoliteStatus';
import { ServerTimeProvider } from './ServerTime';

const useStyles = makeStyles(
  { content: { '&:focus': { outline: 'none' } } },
  { name: 'CentralSecretsAnswered' },
);

/**
 * The content before there is an answer, where there is none, and around one.
 */
export function Answered<T extends { readonly answeredAt: string }>(props: {
  readonly state: Polled<T>;
  readonly loading: string;
  /** The text that says what cannot be shown; the reason follows it. */
  readonly failed: string;
  readonly onRetry: () => void;
  readonly clock: PollClock;
  readonly children: (
    answer: Extract<Polled<T>, { status: 'ready' }>,
  ) => ReactNode;
}) {
  const { state, clock } = props;
  const classes = useStyles();
  const isRetried = useRef(false);
  const content = useRef<HTMLDivElement>(null);
  const isReady = state.status === 'ready';
  useEffect(() => {
    if (isReady && isRetried.current) {
      // The button that had the focus is gone.
      content.current?.focus();
    }
    isRetried.current = false;
  }, [isReady]);
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (state.status === 'loading') {
    return (
      <>
        <PoliteStatus>{props.loading}</PoliteStatus>
        <Progress />
      </>
    );
  }
  if (state.status === 'failed') {
    return (
      <>
        <ResponseErrorPanel
          title={`${props.failed}: ${errorText(state.error)}`}
          error={state.error}
        />
        <Button
          variant="outlined"
          onClick={() => {
            isRetried.current = true;
            props.onRetry();
          }}
        >
          {t('tab.retry')}
        </Button>
      </>
    );
  }
  return (
    <ServerTimeProvider
      answeredAt={Date.parse(state.data.answeredAt)}
      receivedAt={state.receivedAt}
      clock={clock}
    >
      <div ref={content} tabIndex={-1} className={classes.content}>
        {props.children(state)}
      </div>
    </ServerTimeProvider>
  );
}
