import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionFinding } from '@central-secrets/backstage-plugin-central-secrets-common';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { knownSeverity } from '../../model/operators';
import { sentence } from '../../model/sentence';
import { severityText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { LOOKS } from './severityLooks';

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(0.5, 1) } }),
  { name: 'CentralSecretsFindings' },
);

/**
 * The rules' objections to a distribution's manifest, and the corrections; a
 * list item each.
 */
export function FindingItem({
  finding: { code, severity, field, message },
}: {
  readonly finding: DistributionFinding;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <li className={classes.root}>
      <Alert
        variant="outlined"
        severity={LOOKS[knownSeverity(severity)]}
        role="note"
      >
        <strong>{severityText(severity, t)}</strong> <Code>{code}</Code>{' '}
        <Code>{field}</Code>
        <div>{sentence(message)}</div>
      </Alert>
    </li>
  );
}
