import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import type SvgIcon from '@material-ui/core/SvgIcon';
import Typography from '@material-ui/core/Typography';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HelpIcon from '@material-ui/icons/Help';
import HistoryIcon from '@material-ui/icons/History';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import type { FlowStep } from '../../model/flow';
import { flowOf } from '../../model/flow';
import type { Tone } from '../../model/states';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { Code } from '../common/Code';
import { useToneStyles } from '../common/tones';

const LOOKS: Readonly<
  Record<
    FlowStep['health'],
    { readonly Icon: typeof SvgIcon; readonly tone: Tone }
  >
> = {
  ok: { Icon: CheckCircleIcon, tone: 'ok' },
  problem: { Icon: CancelIcon, tone: 'error' },
  waiting: { Icon: TimelapseIcon, tone: 'moving' },
  absent: { Icon: RadioButtonUncheckedIcon, tone: 'unknown' },
  kept: { Icon: HistoryIcon, tone: 'warning' },
  earlier: { Icon: HistoryIcon, tone: 'warning' },
  unknown: { Icon: HelpIcon, tone: 'unknown' },
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'stretch',
      gap: theme.spacing(0.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    step: {
      flex: '1 1 9rem',
      minWidth: 0,
      padding: theme.spacing(1, 1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
    health: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
      marginTop: theme.spacing(0.5),
    },
  }),
  { name: 'CentralSecretsFlow' },
);

/** The way from the store to the Secret, step by step, each with how it is. */
export function Flow({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const tones = useToneStyles();
  return (
    <ol className={classes.root}>
      {flowOf(delivery).map(({ step, name, health, writtenAt }, index) => {
        const { Icon, tone } = LOOKS[health];
        return (
          <li key={`${step} ${name}`} className={classes.step}>
            <Typography variant="caption" color="textSecondary">
              {index > 0 && '→ '}
              {step === 'secret' && delivery.secret.kind
                ? delivery.secret.kind
                : t(`step.${step}`)}
            </Typography>
            <Typography variant="body2">
              <Code>{name}</Code>
            </Typography>
            <Typography
              variant="body2"
              component="div"
              className={classes.health}
            >
              <Icon aria-hidden fontSize="small" className={tones[tone]} />
              <span>
                {health === 'earlier'
                  ? t('step.earlier', { ago: <Ago at={writtenAt} /> })
                  : t(`step.${health}`)}
              </span>
            </Typography>
          </li>
        );
      })}
    </ol>
  );
}
