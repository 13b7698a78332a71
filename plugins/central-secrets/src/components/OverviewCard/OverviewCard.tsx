import { InfoCard, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';
import { useDeliveries } from '../../hooks/useDeliveries';
import { errorText } from '../../model/errors';
import { statesLeftOut } from '../../model/leftOut';
import { stateOf } from '../../model/rows';
import { worstState } from '../../model/states';
import { makeView } from '../../model/view';
import { secretsRouteRef } from '../../routes';
import { centralSecretsTranslationRef } from '../../translation';
import { AgeIndicator } from '../common/AgeIndicator';
import { LeftOutNotice } from '../common/LeftOutNotice';
import { ServerTimeProvider } from '../common/ServerTime';
import { StateLabel } from '../common/StateLabel';

/** The overview card asks for nothing, so that nothing is ever awaited here. */
const NOTHING_ASKED = [] as const;

/** How the entity's secrets are, in two lines, with the way to the Secrets tab. */
export function OverviewCard({ clock = browserClock }: { clock?: PollClock }) {
  const { entity } = useEntity();
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const tabPath = useRouteRef(secretsRouteRef);
  const { state } = useDeliveries(
    stringifyEntityRef(entity),
    NOTHING_ASKED,
    clock,
  );

  return (
    <InfoCard
      title={t('card.title')}
      deepLink={{ title: t('card.all'), link: tabPath() }}
      variant="gridItem"
    >
      <CardBody state={state} clock={clock} />
    </InfoCard>
  );
}

function CardBody(props: {
  readonly state: ReturnType<typeof useDeliveries>['state'];
  readonly clock: PollClock;
}) {
  const { state } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (state.status === 'loading') {
    return <Progress />;
  }
  if (state.status === 'failed') {
    return (
      <Alert variant="outlined" severity="error">
        {t('card.failed', { reason: errorText(state.error) })}
      </Alert>
    );
  }
  const { rows, summary, knowledge, leftOutTexts } = makeView(
    state.data,
    NOTHING_ASKED,
    undefined,
    t,
  );
  const worst = worstState([
    ...[...rows.attention, ...rows.arrived].map(stateOf),
    ...statesLeftOut(state.data),
  ]);
  return (
    <ServerTimeProvider
      answeredAt={Date.parse(state.data.answeredAt)}
      receivedAt={state.receivedAt}
      clock={props.clock}
    >
      {worst && <StateLabel state={worst} />}
      <Typography variant="body2" gutterBottom>
        {summary}
      </Typography>
      <LeftOutNotice texts={leftOutTexts} />
      {state.data.bindings.length > 0 && (
        <AgeIndicator
          knowledge={knowledge}
          isRefreshing={!state.refreshError}
        />
      )}
    </ServerTimeProvider>
  );
}
