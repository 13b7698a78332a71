import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import type { PollClock } from '../../hooks/pollClock';
import { useAddress } from '../../hooks/useAddress';
import { useDistribution } from '../../hooks/useDistribution';
import { knowledgeOfClusters } from '../../model/knowledge';
import { clusterTitle } from '../../model/places';
import { useParams } from '../../router';
import { platformRouteRef } from '../../routes';
import { centralSecretsTranslationRef } from '../../translation';
import { Answered } from '../common/Answered';
import { PageHeader } from '../common/PageHeader';
import { Section } from '../common/Section';
import { Facts } from './Facts';
import { FindingItem } from './FindingItem';
import { Namespaces } from './Namespaces';

/**
 * One distribution: its description, its findings, and its state in each
 * namespace.
 */
export function DistributionView({ clock }: { readonly clock: PollClock }) {
  const { cluster = '', name = '' } = useParams();
  // Nothing of one distribution is to be seen on the page of another.
  return (
    <DistributionPage
      key={`${cluster}/${name}`}
      cluster={cluster}
      name={name}
      clock={clock}
    />
  );
}

function DistributionPage(props: {
  readonly cluster: string;
  readonly name: string;
  readonly clock: PollClock;
}) {
  const { cluster, name, clock } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  // Also a state that this version does not know: the backend may.
  const [chosen] = useAddress('state');
  const [after] = useAddress('after');
  const { state, areAsked, refresh } = useDistribution(
    { cluster, name, state: chosen, after },
    clock,
  );
  const back = useRouteRef(platformRouteRef);
  return (
    <>
      <Typography variant="body2" gutterBottom>
        <Link to={back()}>{t('distribution.back')}</Link>
      </Typography>
      <Answered
        state={state}
        loading={t('distribution.loading', { name })}
        failed={t('distribution.failed', { name })}
        onRetry={refresh}
        clock={clock}
      >
        {({ data, refreshError }) => (
          <OneDistribution
            response={data}
            refreshError={refreshError}
            chosen={chosen}
            areAsked={areAsked}
            onRefresh={refresh}
          />
        )}
      </Answered>
    </>
  );
}

function OneDistribution(props: {
  readonly response: DistributionResponse;
  readonly refreshError?: Error;
  /** The state of the namespaces that are shown; undefined: all. */
  readonly chosen?: string;
  /** Whether its namespaces are those that are asked for. */
  readonly areAsked: boolean;
  readonly onRefresh: () => void;
}) {
  const { response, refreshError } = props;
  const { distribution, findings, clusters } = response;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const knowledge = knowledgeOfClusters(clusters);
  return (
    <>
      <PageHeader
        title={distribution.name}
        summary={distribution.description ?? ''}
        place={clusterTitle(distribution.cluster, clusters)}
        knowledge={knowledge}
        answeredAt={response.answeredAt}
        refreshError={refreshError}
        onRefresh={props.onRefresh}
      />
      <Facts distribution={distribution} />
      <Section title={t('distribution.findings')}>
        {findings.map(finding => (
          <FindingItem
            key={`${finding.code} ${finding.field} ${finding.message}`}
            finding={finding}
          />
        ))}
      </Section>
      <Namespaces
        response={response}
        chosen={props.chosen}
        areAsked={props.areAsked}
        error={refreshError}
        onRetry={props.onRefresh}
      />
    </>
  );
}
