import { Progress, ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import type { ReactNode } from 'react';
import type { PollClock } from '../../hooks/pollClock';
import type { Polled } from '../../hooks/Poller';
import { errorText } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { PoliteStatus } from './PoliteStatus';
import { ServerTimeProvider } from './ServerTime';

/** What there is to show before there is an answer, where there is none, and around one. */
export function Answered<T extends { readonly answeredAt: string }>(props: {
  readonly state: Polled<T>;
  readonly loading: string;
  /** What cannot be shown; the reason follows it. */
  readonly failed: string;
  readonly onRetry: () => void;
  readonly clock: PollClock;
  readonly children: (
    answer: Extract<Polled<T>, { status: 'ready' }>,
  ) => ReactNode;
}) {
  const { state, clock } = props;
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
        <Button variant="outlined" onClick={props.onRetry}>
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
      {props.children(state)}
    </ServerTimeProvider>
  );
}
