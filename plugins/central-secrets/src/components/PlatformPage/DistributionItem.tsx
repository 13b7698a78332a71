import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Distribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import { memo } from 'react';
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

const LESSER_SEVERITIES = [
  ['warning', 'warnings'],
  ['note', 'notes'],
] as const;

function DistributionItemContent(props: {
  readonly distribution: Distribution;
  /**
   * The displayed name of its cluster; undefined where there is only one
   * cluster.
   */
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
          {findings.errors > 0 && (
            <IconLabel
              icon={ErrorOutlineIcon}
              tone="error"
              word={t('platform.finding.error', { count: findings.errors })}
            />
          )}
          {LESSER_SEVERITIES.filter(([, counter]) => findings[counter] > 0).map(
            ([severity, counter]) => (
              <Typography key={severity} variant="body2" color="textSecondary">
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

/**
 * One distribution: its worst state, how its namespaces are, and what is to be
 * said of its manifest. Rendered again only when there is another answer, not at
 * each letter of a search.
 */
export const DistributionItem = memo(DistributionItemContent);
