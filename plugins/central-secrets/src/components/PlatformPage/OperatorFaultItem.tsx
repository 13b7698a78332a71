import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { OperatorFaultView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { faultName, knownSeverity } from '../../model/operators';
import { sentence } from '../../model/sentence';
import { severityText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { LOOKS } from './severityLooks';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(1) },
    message: { overflowWrap: 'anywhere' },
  }),
  { name: 'CentralSecretsOperatorFault' },
);

/**
 * One known fault of an operator: what happens, when, what keeps it away, and
 * what to do. Its sentences are English, as all findings.
 */
export function OperatorFaultItem({
  fault,
}: {
  readonly fault: OperatorFaultView;
}) {
  const { severity, certain, summary, condition, policy, remedy, url } = fault;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <li className={classes.root}>
      <Alert
        variant="outlined"
        severity={LOOKS[knownSeverity(severity)]}
        role="note"
        classes={{ message: classes.message }}
      >
        <Link to={url}>{faultName(fault, t)}</Link>{' '}
        <strong>{severityText(severity, t)}</strong>
        <div>{sentence(summary)}</div>
        {condition && (
          <div>{sentence(t('operators.condition', { condition }))}</div>
        )}
        {!certain && <div>{t('operators.uncertain')}</div>}
        {policy && <div>{t('operators.policy', { policy })}</div>}
        <div>{sentence(t('operators.remedy', { remedy }))}</div>
      </Alert>
    </li>
  );
}
