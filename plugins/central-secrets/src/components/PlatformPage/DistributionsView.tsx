import { EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionsResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { PollClock } from '../../hooks/pollClock';
import { useAddress } from '../../hooks/useAddress';
import { useDistributions } from '../../hooks/useDistributions';
import { distributionRowsOf, platformSummary } from '../../model/distributions';
import { knowledgeOfClusters } from '../../model/knowledge';
import { clusterTitle } from '../../model/places';
import { centralSecretsTranslationRef } from '../../translation';
import { Answered } from '../common/Answered';
import { ChipFilter } from '../common/ChipFilter';
import { PageHeader } from '../common/PageHeader';
import { Section } from '../common/Section';
import { DistributionItem } from './DistributionItem';

/** All distributions: what needs attention first. */
export function DistributionsView({ clock }: { readonly clock: PollClock }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const { state, refresh } = useDistributions(clock);
  return (
    <Answered
      state={state}
      loading={t('platform.loading')}
      failed={t('platform.failed')}
      onRetry={refresh}
      clock={clock}
    >
      {({ data, refreshError }) => (
        <Distributions
          response={data}
          refreshError={refreshError}
          onRefresh={refresh}
        />
      )}
    </Answered>
  );
}

function Distributions(props: {
  readonly response: DistributionsResponse;
  readonly refreshError?: Error;
  readonly onRefresh: () => void;
}) {
  const { response, refreshError } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [wanted, setWanted] = useAddress('cluster');
  const { clusters } = response;
  const chosen = clusters.find(({ name }) => name === wanted)?.name;
  const isShown = (cluster: string) => !chosen || cluster === chosen;
  const shown = response.distributions.filter(({ cluster }) =>
    isShown(cluster),
  );
  const knowledge = knowledgeOfClusters(
    clusters.filter(({ name }) => isShown(name)),
  );
  const rows = distributionRowsOf(shown);
  const section = (name: keyof typeof rows, title: string) => (
    <Section title={title}>
      {rows[name].map(distribution => (
        <DistributionItem
          key={`${distribution.cluster}/${distribution.name}`}
          distribution={distribution}
          cluster={
            clusters.length > 1
              ? clusterTitle(distribution.cluster, clusters)
              : undefined
          }
        />
      ))}
    </Section>
  );
  return (
    <>
      <PageHeader
        title={t('platform.distributions')}
        summary={platformSummary(rows, knowledge, t)}
        place={
          clusters.length === 1
            ? clusterTitle(clusters[0].name, clusters)
            : undefined
        }
        knowledge={knowledge}
        answeredAt={response.answeredAt}
        refreshError={refreshError}
        onRefresh={props.onRefresh}
      />
      {clusters.length > 1 && (
        <ChipFilter
          label={t('platform.filter')}
          all={t('tab.all')}
          choices={clusters.map(({ name }) => ({
            id: name,
            label: clusterTitle(name, clusters),
          }))}
          chosen={chosen}
          onChoose={setWanted}
        />
      )}
      {shown.length === 0 && knowledge.complete && (
        <EmptyState
          missing="content"
          title={t('platform.none')}
          description={t('platform.noneHint')}
        />
      )}
      {section('attention', t('section.attention'))}
      {section('healthy', t('platform.healthy'))}
    </>
  );
}
