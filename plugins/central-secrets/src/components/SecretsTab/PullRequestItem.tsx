import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { PullRequestView } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import CallMergeIcon from '@material-ui/icons/CallMerge';
import CancelIcon from '@material-ui/icons/Cancel';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import { memo } from 'react';
import { pullRequestText } from '../../model/pullRequests';
import { parseTime } from '../../model/time';
import { userName } from '../../model/userName';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { IconLabel } from '../common/IconLabel';
import { RowLayout } from '../common/RowLayout';

function PullRequestItemContent(props: {
  readonly pullRequest: PullRequestView;
  /** Where it is; undefined when the page is about one namespace only. */
  readonly place?: string;
}) {
  const { pullRequest } = props;
  const { state, distribution, action } = pullRequest;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const ended = <Ago at={parseTime(pullRequest.endedAt) ?? 0} />;
  const looks = {
    open: { icon: HourglassEmptyIcon, tone: 'moving' },
    merged: { icon: CallMergeIcon, tone: 'moving' },
    closed: { icon: CancelIcon, tone: 'warning' },
  } as const;
  const look = Object.hasOwn(looks, state)
    ? looks[state as keyof typeof looks]
    : looks.open;

  return (
    <RowLayout
      state={
        <IconLabel
          icon={look.icon}
          tone={look.tone}
          word={pullRequestText(state, t)}
        />
      }
      name={distribution}
      description={null}
      details={
        <>
          <Typography variant="body2">
            {state === 'open' &&
              t(
                action === 'remove'
                  ? 'pullRequest.removes'
                  : 'pullRequest.adds',
              )}
            {state === 'merged' && t('pullRequest.awaited', { ago: ended })}
            {state === 'closed' && t('pullRequest.declined', { ago: ended })}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('row.requestedBy', {
              ago: <Ago at={parseTime(pullRequest.at)} />,
              user: userName(pullRequest.by),
            })}
          </Typography>
        </>
      }
      aside={
        <>
          {state === 'open' && (
            <div>
              {t('usedBy.looked', {
                ago: <Ago at={parseTime(pullRequest.checkedAt)} />,
              })}
            </div>
          )}
          {props.place && <div>{props.place}</div>}
        </>
      }
      action={
        <Link
          to={pullRequest.url}
          aria-label={t('pullRequest.viewOf', { name: distribution })}
        >
          {t('pullRequest.view')}
        </Link>
      }
    />
  );
}

/** A pull request for a secret, until the namespace has the label. */
export const PullRequestItem = memo(PullRequestItemContent);
