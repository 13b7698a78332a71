import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterNotice } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { messageText } from '../../model/messageText';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { CopyButton } from '../common/CopyButton';

const useStyles = makeStyles(
  theme => ({
    notice: { marginBottom: theme.spacing(2) },
    message: { overflowWrap: 'anywhere' },
  }),
  { name: 'CentralSecretsClusterNotices' },
);

/**
 * The faults that many deliveries have in common, each once. A screen reader
 * hears of one when it comes; its times are exact ones, so that it is not read
 * again while they pass.
 */
export function ClusterNotices(props: {
  readonly notices: readonly ClusterNotice[];
  /** The displayed name of a cluster; undefined where there is only one. */
  titleOf(cluster: string): string | undefined;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <div role="status" aria-label={t('platform.notices')}>
      {props.notices.map(notice => {
        const { cluster, code, parameters, reason, remedy } = notice;
        const title = props.titleOf(cluster);
        return (
          <Alert
            key={[cluster, code, parameters.store ?? parameters.kind].join('/')}
            variant="outlined"
            severity="error"
            role="note"
            className={classes.notice}
            classes={{ message: classes.message }}
            action={
              remedy.command && (
                <CopyButton label={t('copy.command')} text={remedy.command} />
              )
            }
          >
            {title && (
              <Typography variant="body2">
                {t('platform.cluster', { cluster: title })}
              </Typography>
            )}
            <Typography variant="body2">
              <strong>{messageText(notice, t)}</strong>
            </Typography>
            {reason && (
              <Typography variant="body2">{messageText(reason, t)}</Typography>
            )}
            <Typography variant="body2">
              {actorText(remedy.by, t)}
              {': '}
              {messageText(remedy, t)}
            </Typography>
          </Alert>
        );
      })}
    </div>
  );
}
