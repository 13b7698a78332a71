import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { OperatorView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/Help';
import WarningIcon from '@material-ui/icons/Warning';
import {
  knownSeverity,
  operatorName,
  operatorSourceText,
  sortFaults,
} from '../../model/operators';
import { parseTime } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { IconLabel } from '../common/IconLabel';
import { RowLayout } from '../common/RowLayout';
import { OperatorFaultItem } from './OperatorFaultItem';

const useStyles = makeStyles(
  theme => ({
    faults: { margin: theme.spacing(1, 0, 0), padding: 0, listStyle: 'none' },
    summary: { cursor: 'pointer' },
  }),
  { name: 'CentralSecretsOperatorItem' },
);

/** The operator of one cluster: its version, how it is known, and its known faults. */
export function OperatorItem(props: {
  /** null: its version is not known. */
  readonly operator: OperatorView | null;
  /** The displayed name of its cluster; undefined where there is only one. */
  readonly cluster?: string;
}) {
  const { operator, cluster } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const readAt = parseTime(operator?.readAt ?? null);
  return (
    <RowLayout
      state={<FaultsLabel operator={operator} />}
      name={operator ? operatorName(operator, t) : t('operators.title')}
      description={operator && operatorSourceText(operator, t)}
      details={
        operator ? (
          <Faults operator={operator} />
        ) : (
          <Typography variant="body2">{t('operators.unknown')}</Typography>
        )
      }
      aside={
        <>
          {cluster && <div>{t('platform.cluster', { cluster })}</div>}
          {readAt !== undefined && (
            <div>{t('operators.readAt', { ago: <Ago at={readAt} /> })}</div>
          )}
        </>
      }
      action={null}
    />
  );
}

function Faults({ operator }: { readonly operator: OperatorView }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const faults = sortFaults(operator.faults);
  if (faults.length === 0) {
    return null;
  }
  const hasErrors = knownSeverity(faults[0].severity) === 'error';
  return (
    <details open={hasErrors}>
      <Typography
        variant="body2"
        component="summary"
        className={classes.summary}
      >
        {t('operators.faults', { count: faults.length })}
      </Typography>
      <ul className={classes.faults}>
        {faults.map(fault => (
          <OperatorFaultItem key={fault.id} fault={fault} />
        ))}
      </ul>
    </details>
  );
}

function FaultsLabel({ operator }: { readonly operator: OperatorView | null }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [worst] = operator ? sortFaults(operator.faults) : [];
  if (!operator) {
    return (
      <IconLabel icon={HelpIcon} tone="unknown" word={t('state.unknown')} />
    );
  }
  if (!worst) {
    return (
      <IconLabel
        icon={CheckCircleIcon}
        tone="ok"
        word={t('operators.noFaults')}
      />
    );
  }
  switch (knownSeverity(worst.severity)) {
    case 'error':
      return (
        <IconLabel
          icon={ErrorIcon}
          tone="error"
          word={t('operators.hasFaults')}
        />
      );
    case 'warning':
      return (
        <IconLabel
          icon={WarningIcon}
          tone="warning"
          word={t('operators.hasFaults')}
        />
      );
    default:
      return (
        <IconLabel
          icon={HelpIcon}
          tone="unknown"
          word={t('operators.mayHaveFaults')}
        />
      );
  }
}
