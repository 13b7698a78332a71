import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { PollClock } from '../../hooks/pollClock';
import { useClusters } from '../../hooks/useClusters';
import { errorText, statusOf } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { Section } from '../common/Section';
import { OperatorItem } from './OperatorItem';

/** The operator of each cluster: its version, and the known faults that bite there. */
export function OperatorsSection(props: {
  /** Only the operator of this one; undefined: of all. */
  readonly cluster: string | undefined;
  readonly clock: PollClock;
  /** The displayed name of a cluster; undefined where there is only one. */
  titleOf(cluster: string): string | undefined;
}) {
  const { cluster, clock, titleOf } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const { state, refresh } = useClusters(clock);
  if (state.status === 'failed') {
    // An older backend refuses those who may see the platform and no more.
    return statusOf(state.error) === 403 ? null : (
      <Typography variant="body2">
        {t('operators.failed', { reason: errorText(state.error) })}{' '}
        <Button size="small" onClick={refresh}>
          {t('tab.retry')}
        </Button>
      </Typography>
    );
  }
  if (state.status !== 'ready') {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('operators.loading')}
      </Typography>
    );
  }
  return (
    <Section title={t('operators.title')}>
      {state.data.clusters.flatMap(({ name, operator }) =>
        // An older backend says nothing about it.
        operator === undefined || (cluster !== undefined && name !== cluster)
          ? []
          : [
              <OperatorItem
                key={name}
                operator={operator}
                cluster={titleOf(name)}
              />,
            ],
      )}
    </Section>
  );
}
