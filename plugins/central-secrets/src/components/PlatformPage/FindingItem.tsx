import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionFinding } from '@central-secrets/backstage-plugin-central-secrets-common';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';

const SEVERITIES = {
  error: 'error',
  warning: 'warning',
  note: 'info',
} as const;

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(0.5, 1) } }),
  { name: 'CentralSecretsFindings' },
);

/** What the rules object to in a distribution's manifest, and what to write instead; a list item each. */
export function FindingItem({
  finding: { code, severity, field, message },
}: {
  readonly finding: DistributionFinding;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <li className={classes.root}>
      <Alert variant="outlined" severity={SEVERITIES[severity]} role="note">
        <strong>{t(`distribution.severity.${severity}`)}</strong>{' '}
        <Code>{code}</Code> <Code>{field}</Code>
        <div>
          <Sentence text={message} />
        </div>
      </Alert>
    </li>
  );
}
