import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  Distribution,
  DistributionSort,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { NamedCluster } from '../../model/distributions';
import { distributionRowsOf } from '../../model/distributions';
import { centralSecretsTranslationRef } from '../../translation';
import { Section } from '../common/Section';
import { DistributionItem } from './DistributionItem';

/** The distributions of one page: by whether they need attention, or in one list by name. */
export function DistributionSections(props: {
  readonly distributions: readonly Distribution[];
  /** All that there are. */
  readonly clusters: readonly NamedCluster[];
  readonly sort: DistributionSort;
}) {
  const { distributions, clusters, sort } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const titleOf = (cluster: string) =>
    clusters.find(({ name }) => name === cluster)?.title ?? cluster;
  const section = (title: string, rows: readonly Distribution[]) => (
    <Section title={title}>
      {rows.map(distribution => (
        <DistributionItem
          key={`${distribution.cluster}/${distribution.name}`}
          distribution={distribution}
          cluster={
            clusters.length > 1 ? titleOf(distribution.cluster) : undefined
          }
        />
      ))}
    </Section>
  );
  if (sort === 'name') {
    return section(t('platform.all'), distributions);
  }
  const { attention, healthy } = distributionRowsOf(distributions);
  return (
    <>
      {section(t('section.attention'), attention)}
      {section(t('platform.healthy'), healthy)}
    </>
  );
}
