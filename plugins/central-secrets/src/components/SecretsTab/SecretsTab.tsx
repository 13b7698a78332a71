import { Progress, ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { useAskedChanges } from '../../hooks/useAskedChanges';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';
import { useDeliveries } from '../../hooks/useDeliveries';
import { errorText } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { PoliteStatus } from '../common/PoliteStatus';
import { ServerTimeProvider } from '../common/ServerTime';
import { SecretsPage } from './SecretsPage';

/** The Secrets tab of the entity in context. */
export function SecretsTab({ clock = browserClock }: { clock?: PollClock }) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const name = entity.metadata.title ?? entity.metadata.name;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const { asked, remember } = useAskedChanges();
  const { state, refresh } = useDeliveries(entityRef, asked, clock);

  if (state.status === 'loading') {
    return (
      <>
        <PoliteStatus>{t('tab.loading', { name })}</PoliteStatus>
        <Progress />
      </>
    );
  }
  if (state.status === 'failed') {
    return (
      <>
        <ResponseErrorPanel
          title={`${t('tab.failed', { name })}: ${errorText(state.error)}`}
          error={state.error}
        />
        <Button variant="outlined" onClick={refresh}>
          {t('tab.retry')}
        </Button>
      </>
    );
  }
  const answeredAt = Date.parse(state.data.answeredAt);
  return (
    <ServerTimeProvider
      answeredAt={answeredAt}
      receivedAt={state.receivedAt}
      clock={clock}
    >
      <SecretsPage
        entityRef={entityRef}
        kind={entity.kind.toLowerCase()}
        name={entity.metadata.name}
        title={name}
        response={state.data}
        refreshError={state.refreshError}
        asked={asked}
        onRefresh={refresh}
        onApplied={(action, response) => {
          const sinceAnswer = clock.now() - state.receivedAt;
          remember(action, response, answeredAt + sinceAnswer);
        }}
      />
    </ServerTimeProvider>
  );
}
