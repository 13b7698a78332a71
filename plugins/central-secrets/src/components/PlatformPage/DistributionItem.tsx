import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Distribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import {
  namespacesText,
  standingFor,
  stateCountsOf,
} from '../../model/distributions';
import { parseTime } from '../../model/time';
import { distributionRouteRef } from '../../routes';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { Code } from '../common/Code';
import { IconLabel } from '../common/IconLabel';
import { RowLayout } from '../common/RowLayout';
import { StateLabel } from '../common/StateLabel';

const SEVERITIES = [
  ['error', 'errors'],
  ['warning', 'warnings'],
  ['note', 'notes'],
] as const;

/** One distribution: its worst state, how its namespaces are, and what is to be said of its manifest. */
export function DistributionItem(props: {
  readonly distribution: Distribution;
  /** What people call its cluster; undefined where there is one only. */
  readonly cluster?: string;
}) {
  const { distribution } = props;
  const { name, findings } = distribution;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const address = useRouteRef(distributionRouteRef);
  const counts = stateCountsOf(distribution);
  const state = counts ? standingFor(counts) : 'unknown';
  const counted = parseTime(distribution.countedAt);
  return (
    <RowLayout
      state={
        state ? (
          <StateLabel state={state} />
        ) : (
          findings.errors > 0 && (
            <IconLabel
              icon={ErrorOutlineIcon}
              tone="error"
              word={t('distribution.severity.error')}
            />
          )
        )
      }
      name={name}
      description={distribution.description}
      details={
        <>
          <Typography variant="body2">{namespacesText(counts, t)}</Typography>
          {SEVERITIES.filter(([, counter]) => findings[counter] > 0).map(
            ([severity, counter]) => (
              <Typography
                key={severity}
                variant="body2"
                color={severity === 'error' ? 'error' : 'textSecondary'}
              >
                {t(`platform.finding.${severity}`, {
                  count: findings[counter],
                })}
              </Typography>
            ),
          )}
          {!findings.complete && (
            <Typography variant="body2" color="textSecondary">
              {t('platform.judging')}
            </Typography>
          )}
        </>
      }
      aside={
        <>
          <div>
            {t('platform.store', {
              store: <Code>{distribution.store.name}</Code>,
            })}
          </div>
          {props.cluster && (
            <div>{t('platform.cluster', { cluster: props.cluster })}</div>
          )}
          {counted !== undefined && (
            <div>{t('platform.counted', { ago: <Ago at={counted} /> })}</div>
          )}
        </>
      }
      action={
        <LinkButton
          size="small"
          variant="outlined"
          color="primary"
          to={address({ cluster: distribution.cluster, name })}
          aria-label={t('platform.open', { name })}
        >
          {t('platform.openShort')}
        </LinkButton>
      }
    />
  );
}
