import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useAskedChanges } from '../../hooks/useAskedChanges';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';
import { useDeliveries } from '../../hooks/useDeliveries';
import { centralSecretsTranslationRef } from '../../translation';
import { Answered } from '../common/Answered';
import { SecretsPage } from './SecretsPage';

/** The Secrets tab of the entity in context. */
export function SecretsTab({ clock = browserClock }: { clock?: PollClock }) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const name = entity.metadata.title ?? entity.metadata.name;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const { asked, remember } = useAskedChanges();
  const { state, refresh } = useDeliveries(entityRef, asked, clock);

  return (
    <Answered
      state={state}
      loading={t('tab.loading', { name })}
      failed={t('tab.failed', { name })}
      onRetry={refresh}
      clock={clock}
    >
      {({ data, receivedAt, refreshError }) => (
        <SecretsPage
          entityRef={entityRef}
          kind={entity.kind.toLowerCase()}
          name={entity.metadata.name}
          title={name}
          response={data}
          refreshError={refreshError}
          asked={asked}
          onRefresh={refresh}
          onApplied={(action, response) => {
            const sinceAnswer = clock.now() - receivedAt;
            remember(
              action,
              response,
              Date.parse(data.answeredAt) + sinceAnswer,
            );
          }}
        />
      )}
    </Answered>
  );
}
