import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useAskedChanges } from '../../hooks/useAskedChanges';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';
import { useDeliveries } from '../../hooks/useDeliveries';
import { centralSecretsTranslationRef } from '../../translation';
import { Answered } from '../common/Answered';
import { SecretsPage } from './SecretsPage';

/**
 * The Secrets tab of the entity in context. Everything that the page remembers
 * (answers, requests, dialogs, announcements) belongs to that entity: with
 * another one it begins again.
 */
export function SecretsTab({ clock = browserClock }: { clock?: PollClock }) {
  const { entity } = useEntity();
  return (
    <EntitySecrets
      key={stringifyEntityRef(entity)}
      entity={entity}
      clock={clock}
    />
  );
}

function EntitySecrets(props: {
  readonly entity: Entity;
  readonly clock: PollClock;
}) {
  const { entity, clock } = props;
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
          clock={clock}
          onRefresh={refresh}
          onApplied={(action, response) => {
            // The cluster shows nothing before the merge.
            if (response.pullRequestUrl !== null) {
              refresh();
              return;
            }
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
