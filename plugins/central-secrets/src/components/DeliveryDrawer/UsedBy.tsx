import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { SecretUserView } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { errorText } from '../../model/errors';
import { parseTime } from '../../model/time';
import type { UsedBy as KnownUsedBy } from '../../model/usedBy';
import { wayText } from '../../model/usedBy';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago, For } from '../common/Ago';
import { Code, CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';
import { Sentence } from '../common/Sentence';
import { UsageGaps } from '../common/UsageGaps';

const useStyles = makeStyles(
  theme => ({
    list: { margin: theme.spacing(0, 0, 1), padding: 0, listStyle: 'none' },
    user: { marginBottom: theme.spacing(1.5) },
    ways: { margin: 0, paddingLeft: theme.spacing(2.5) },
    alert: { marginBottom: theme.spacing(1) },
  }),
  { name: 'CentralSecretsUsedBy' },
);

/**
 * The workloads that use the Secret, in which way, and which of their pods
 * still use the previous value.
 */
export function UsedBy(props: {
  readonly namespace: string;
  readonly usedBy: KnownUsedBy;
  readonly onRetry: () => void;
}) {
  const { usedBy } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();

  switch (usedBy.status) {
    case 'loading':
      return (
        <Typography role="status" variant="body2">
          {t('usedBy.loading')}
        </Typography>
      );
    case 'failed':
      return (
        <>
          <Alert variant="outlined" severity="error" className={classes.alert}>
            {t('usedBy.failed', { reason: errorText(usedBy.error) })}
          </Alert>
          <Button size="small" variant="outlined" onClick={props.onRetry}>
            {t('tab.retry')}
          </Button>
        </>
      );
    case 'untold':
      return <Typography variant="body2">{t('usedBy.untold')}</Typography>;
    default:
      return (
        <>
          {usedBy.refreshError && (
            <>
              <Alert
                variant="outlined"
                severity="warning"
                className={classes.alert}
              >
                {t('usedBy.refreshFailed', {
                  reason: errorText(usedBy.refreshError),
                })}
              </Alert>
              <Button size="small" variant="outlined" onClick={props.onRetry}>
                {t('tab.retry')}
              </Button>
            </>
          )}
          <UsageGaps
            namespace={props.namespace}
            unreadable={usedBy.unreadable}
          />
          {usedBy.usage.warnings.map(warning => (
            <Alert
              variant="outlined"
              key={warning.code}
              severity={warning.code === 'unused' ? 'info' : 'warning'}
              role="note"
              className={classes.alert}
            >
              <Sentence message={warning} />
            </Alert>
          ))}
          {usedBy.usage.users.length > 0 && (
            <ul className={classes.list}>
              {usedBy.usage.users.map(user => (
                <li key={`${user.kind}/${user.name}`} className={classes.user}>
                  <User user={user} />
                </li>
              ))}
            </ul>
          )}
          {usedBy.usage.leftOut && (
            <Typography variant="body2" gutterBottom>
              {t('usedBy.moreUsers', { count: usedBy.usage.leftOut.users })}
            </Typography>
          )}
          <LastWrite usedBy={usedBy} />
        </>
      );
  }
}

function User({ user }: { readonly user: SecretUserView }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const { pods, restartCommand } = user;
  const oldSince = parseTime(user.oldSince);
  return (
    <>
      <Typography variant="body2">
        {user.kind} <Code>{user.name}</Code>
        {pods.count > 0 && ` · ${t('usedBy.pods', { count: pods.count })}`}
      </Typography>
      <ul className={classes.ways}>
        {user.ways.map(way => (
          <Typography
            key={JSON.stringify(way)}
            variant="body2"
            component="li"
            color="textSecondary"
          >
            {wayText(way, t)}
          </Typography>
        ))}
        {user.waysLeftOut !== undefined && (
          <Typography variant="body2" component="li" color="textSecondary">
            {t('usedBy.moreWays', { count: user.waysLeftOut })}
          </Typography>
        )}
      </ul>
      {pods.old > 0 && (
        <Typography variant="body2">
          {t('usedBy.old', { count: pods.old })}
          {oldSince !== undefined && (
            <> {t('usedBy.oldSince', { duration: <For since={oldSince} /> })}</>
          )}
        </Typography>
      )}
      {pods.unknown > 0 && (
        <Typography variant="body2">
          {t('usedBy.unknownAge', { count: pods.unknown })}
        </Typography>
      )}
      {restartCommand && (
        <>
          <CodeBlock label={t('copy.command')} text={restartCommand} />
          <CopyButton label={t('copy.command')} text={restartCommand} />
        </>
      )}
    </>
  );
}

function LastWrite({
  usedBy: { usage, readAt },
}: {
  readonly usedBy: Extract<KnownUsedBy, { status: 'told' }>;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const writtenAt = parseTime(usage.lastWrite?.at ?? null);
  return (
    <Typography variant="body2" color="textSecondary">
      {writtenAt === undefined
        ? t('usedBy.writeUnknown')
        : t('usedBy.written', { ago: <Ago at={writtenAt} /> })}{' '}
      {t('usedBy.looked', { ago: <Ago at={readAt} /> })}
    </Typography>
  );
}
