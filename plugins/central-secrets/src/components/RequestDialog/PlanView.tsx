import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  Plan,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  deliveryId,
  nameSome,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { ReactNode } from 'react';
import type { Polled } from '../../hooks/Poller';
import { changeLines } from '../../model/changeLines';
import type { Translate } from '../../model/translate';
import type { UsedBy } from '../../model/usedBy';
import { usedByOf, userNameOf } from '../../model/usedBy';
import { centralSecretsTranslationRef } from '../../translation';
import { Code, CodeBlock } from '../common/Code';
import { Keys } from '../common/Keys';
import { Sentence } from '../common/Sentence';

const useStyles = makeStyles(
  theme => ({
    part: { marginBottom: theme.spacing(2) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'CentralSecretsPlanView' },
);

/**
 * The effect of a change of labels: the labels, the Secrets that are added and
 * removed, and the warnings.
 */
export function PlanView(props: {
  readonly action: 'add' | 'remove';
  readonly plan: Plan;
  readonly usage: Polled<UsageResponse>;
}) {
  const { action, plan } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const lines = changeLines(plan);

  const part = (title: string, children: ReactNode) => (
    <div className={classes.part}>
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      {children}
    </div>
  );

  const arrives = plan.arrives.map(arrival => (
    <Typography key={arrival.distribution} variant="body2" component="li">
      <Code>{arrival.secret}</Code> · <Code>{arrival.type}</Code>
      {arrival.keyPurposes ? (
        <Keys secret={arrival} />
      ) : (
        <>
          {' · '}
          {arrival.keys ? (
            <Code>{arrival.keys.join(', ')}</Code>
          ) : (
            t('row.keysUnknown')
          )}
          {arrival.keysLeftOut !== undefined &&
            ` ${t('row.moreKeys', { more: String(arrival.keysLeftOut) })}`}
        </>
      )}
    </Typography>
  ));
  const usedBy = (distribution: string) =>
    usedByOf(props.usage, {
      id: deliveryId(plan.cluster, plan.namespace, { distribution }),
    });
  const leaves = plan.leaves.map(({ distribution, secret }) => (
    <Typography key={distribution} variant="body2" component="li">
      <Code>{secret}</Code>
      {usersText(usedBy(distribution), t)}
    </Typography>
  ));
  const areUsersKnown = plan.leaves.every(({ distribution }) => {
    const known = usedBy(distribution);
    return isWhollyKnown(known);
  });

  return (
    <>
      {part(
        t('dialog.changes'),
        lines.length > 0 ? (
          <>
            <CodeBlock label={t('dialog.changes')} text={lines.join('\n')} />
            <Typography variant="body2">
              {t('dialog.onNamespace', {
                namespace: <Code>{plan.namespace}</Code>,
                cluster: plan.cluster,
              })}
            </Typography>
          </>
        ) : (
          <Typography variant="body2">{t('dialog.nothingChanges')}</Typography>
        ),
      )}
      {(action === 'add' || arrives.length > 0) &&
        part(
          t('dialog.arrives'),
          arrives.length > 0 ? (
            <ul className={classes.list}>{arrives}</ul>
          ) : (
            <Typography variant="body2">
              {t('dialog.arrivesNothing')}
            </Typography>
          ),
        )}
      {plan.requires?.review &&
        part(
          t('dialog.review'),
          <Typography variant="body2">
            {plan.requires.reviewers.length > 0
              ? t('dialog.reviewedBy', {
                  reviewers: nameSome(plan.requires.reviewers),
                })
              : t('dialog.reviewed')}
          </Typography>,
        )}
      {leaves.length > 0 &&
        part(
          t('dialog.leaves'),
          <>
            <ul className={classes.list}>{leaves}</ul>
            <Typography variant="body2" color="textSecondary">
              {!areUsersKnown && `${t('dialog.leavesUnknown')} `}
              {t('dialog.leavesHint')}
            </Typography>
          </>,
        )}
      {plan.warnings.length > 0 &&
        part(
          t('dialog.warnings'),
          plan.warnings.map((warning, index) => (
            <Alert
              variant="outlined"
              key={index}
              severity="warning"
              role="note"
            >
              <Sentence message={warning} />
            </Alert>
          )),
        )}
    </>
  );
}

/**
 * Names the consumers of a Secret that is removed; empty where no consumer is
 * known.
 */
function usersText(usedBy: UsedBy, t: Translate): string {
  if (usedBy.status !== 'told') {
    return '';
  }
  const { users } = usedBy.usage;
  if (users.length > 0) {
    return ` · ${t('usedBy.leavesUsed', {
      names: nameSome(users.map(userNameOf)),
    })}`;
  }
  return isWhollyKnown(usedBy) ? ` · ${t('usedBy.leavesUnused')}` : '';
}

function isWhollyKnown(usedBy: UsedBy): boolean {
  return (
    usedBy.status === 'told' &&
    usedBy.unreadable.length === 0 &&
    !usedBy.refreshError
  );
}
