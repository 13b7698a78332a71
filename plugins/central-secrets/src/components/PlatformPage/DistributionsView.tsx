import { EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionsResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DISTRIBUTION_SORTS } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useRef } from 'react';
import type { PollClock } from '../../hooks/pollClock';
import { useAddress } from '../../hooks/useAddress';
import type { DistributionsQuery } from '../../hooks/useDistributions';
import { useDistributions } from '../../hooks/useDistributions';
import { allClustersOf, platformSummary } from '../../model/distributions';
import { errorText } from '../../model/errors';
import { knowledgeOfClusters } from '../../model/knowledge';
import { centralSecretsTranslationRef } from '../../translation';
import { Answered } from '../common/Answered';
import { PageHeader } from '../common/PageHeader';
import { PoliteStatus } from '../common/PoliteStatus';
import { TravelButton } from '../TravelForm/TravelButton';
import { ChainsSection } from './ChainsSection';
import { ClusterNotices } from './ClusterNotices';
import { DEFAULT_SORT, DistributionFilters } from './DistributionFilters';
import { DistributionSections } from './DistributionSections';
import { HubIndexAge } from './HubIndexAge';
import { OperatorsSection } from './OperatorsSection';
import { Pages } from './Pages';
import { StoresSection } from './StoresSection';

/**
 * Distributions of all clusters, a page at a time: those that need attention
 * first.
 */
export function DistributionsView({ clock }: { readonly clock: PollClock }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [cluster] = useAddress('cluster');
  const [search] = useAddress('search');
  const [store] = useAddress('store');
  const [sort] = useAddress('sort');
  const [after] = useAddress('after');
  const query = {
    cluster,
    search,
    store,
    sort: DISTRIBUTION_SORTS.find(each => each === sort) ?? DEFAULT_SORT,
    after,
  };
  const { state, isCurrent, refresh } = useDistributions(query, clock);
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
          query={query}
          isCurrent={isCurrent}
          refreshError={refreshError}
          onRefresh={refresh}
          clock={clock}
        />
      )}
    </Answered>
  );
}

function Distributions(props: {
  readonly response: DistributionsResponse;
  /** The query of the page. */
  readonly query: DistributionsQuery;
  /** Whether the answer belongs to the current query. */
  readonly isCurrent: boolean;
  readonly refreshError?: Error;
  readonly onRefresh: () => void;
  readonly clock: PollClock;
}) {
  const { response, query, isCurrent, refreshError } = props;
  const { distributions, nextCursor, skippedClusters, total } = response;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [, setAfter] = useAddress('after', { isStep: true });
  const heading = useRef<HTMLHeadingElement>(null);
  const clusters = allClustersOf(response);
  const chosen = clusters.find(({ name }) => name === query.cluster)?.name;
  const knowledge = knowledgeOfClusters(
    response.clusters,
    chosen ? undefined : skippedClusters,
  );
  const titleOf = (name: string) =>
    clusters.length > 1
      ? clusters.find(each => each.name === name)?.title ?? name
      : undefined;
  const retry = () => {
    props.onRefresh();
    heading.current?.focus();
  };
  const turnTo = (cursor: string | undefined) => {
    setAfter(cursor);
    // The button may be gone on the other page.
    heading.current?.focus();
  };
  return (
    <>
      <PageHeader
        title={t('platform.distributions')}
        headingRef={heading}
        summary={platformSummary(response, knowledge, query.search, t)}
        place={clusters.length === 1 ? clusters[0].title : undefined}
        knowledge={knowledge}
        answeredAt={response.answeredAt}
        refreshError={refreshError}
        onRefresh={props.onRefresh}
      />
      <ClusterNotices notices={response.notices ?? []} titleOf={titleOf} />
      <DistributionFilters
        clusters={clusters}
        cluster={chosen}
        search={query.search}
        store={query.store}
        sort={query.sort}
      />
      <PoliteStatus>
        {(query.search || query.store || chosen) &&
          isCurrent &&
          t('platform.found', { count: total ?? distributions.length })}
      </PoliteStatus>
      {!isCurrent && refreshError ? (
        <Alert
          variant="outlined"
          severity="error"
          action={<Button onClick={retry}>{t('tab.retry')}</Button>}
        >
          {t('platform.pageFailed', { reason: errorText(refreshError) })}
        </Alert>
      ) : (
        <div aria-busy={!isCurrent}>
          {distributions.length === 0 && (
            <NoDistributions
              query={query}
              isKnown={knowledge.complete}
              total={total}
            />
          )}
          <DistributionSections
            distributions={distributions}
            clusters={clusters}
            sort={query.sort}
          />
          <Pages
            label={t('platform.pages')}
            shown={distributions.length}
            total={total}
            after={query.after}
            next={nextCursor}
            onTurn={turnTo}
          />
          <StoresSection
            cluster={chosen}
            clock={props.clock}
            titleOf={titleOf}
            onShow={() => heading.current?.focus()}
          />
          <OperatorsSection
            cluster={chosen}
            clock={props.clock}
            titleOf={titleOf}
          />
          <ChainsSection
            cluster={chosen}
            clock={props.clock}
            titleOf={titleOf}
          />
          <TravelButton />
          <HubIndexAge clusters={response.clusters} />
        </div>
      )}
    </>
  );
}

/** The text in the place of distributions where there are none. */
function NoDistributions(props: {
  readonly query: DistributionsQuery;
  /** Whether it is known that there are none. */
  readonly isKnown: boolean;
  readonly total: number | undefined;
}) {
  const { query, isKnown, total } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (total) {
    return <Typography gutterBottom>{t('platform.pastEnd')}</Typography>;
  }
  if (query.search) {
    return (
      <Typography gutterBottom>
        {t('platform.notFound', { search: query.search })}
      </Typography>
    );
  }
  if (query.store) {
    return (
      <Typography gutterBottom>
        {t('stores.noDistributions', { name: query.store })}
      </Typography>
    );
  }
  return isKnown ? (
    <EmptyState
      missing="content"
      title={t('platform.none')}
      description={t('platform.noneHint')}
    />
  ) : null;
}
