import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { translateMessage } from '../../model/messageText';
import { universalText } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({ root: { marginBottom: theme.spacing(1) } }),
  { name: 'CentralSecretsUsageGaps' },
);

/**
 * Names the workloads that could not be read, so that no reader takes the list
 * for complete.
 */
export function UsageGaps(props: {
  readonly namespace: string;
  readonly unreadable: UsageResponse['namespaces'][number]['unreadable'];
}) {
  const { namespace, unreadable } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const [first] = unreadable;
  if (!first) {
    return null;
  }
  const isForbidden = unreadable.every(({ code }) => code === 'forbidden');
  const resources = unreadable.map(({ resource }) => resource).join(', ');
  return (
    <Alert
      variant="outlined"
      severity="info"
      role="note"
      className={classes.root}
    >
      {isForbidden
        ? t('usedBy.forbidden', { namespace, resources })
        : t('usedBy.unreadable', {
            namespace,
            resources,
            reason: translateMessage(first.message, t, universalText),
          })}
    </Alert>
  );
}
