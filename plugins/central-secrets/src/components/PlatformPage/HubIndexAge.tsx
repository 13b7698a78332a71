import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterView } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import { durationText, exactText, parseTime } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { useServerNow } from '../common/ServerTime';

/** How old the hub index of each cluster is that has one. */
export function HubIndexAge({
  clusters,
}: {
  readonly clusters: readonly ClusterView[];
}) {
  return (
    <>
      {clusters.flatMap(cluster =>
        cluster.hubIndex
          ? [
              <Line
                key={cluster.name}
                cluster={cluster.title ?? cluster.name}
                hubIndex={cluster.hubIndex}
              />,
            ]
          : [],
      )}
    </>
  );
}

function Line(props: {
  readonly cluster: string;
  readonly hubIndex: NonNullable<ClusterView['hubIndex']>;
}) {
  const { cluster, hubIndex } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const updatedAt = parseTime(hubIndex.updatedAt);
  const duration = durationText(useServerNow() - updatedAt, t);
  const { current, leftOut } = hubIndex;
  return (
    <Typography
      variant="body2"
      color={current ? 'textSecondary' : 'error'}
      title={exactText(updatedAt)}
    >
      {t(current ? 'platform.hubIndex' : 'platform.hubIndexNotCurrent', {
        cluster,
        duration,
      })}
      {leftOut > 0 &&
        ` · ${t('platform.hubIndexIncomplete', { count: leftOut })}`}
    </Typography>
  );
}
