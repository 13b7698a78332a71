import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import type SvgIcon from '@material-ui/core/SvgIcon';
import Typography from '@material-ui/core/Typography';
import BlockIcon from '@material-ui/icons/Block';
import CallSplitIcon from '@material-ui/icons/CallSplit';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import DeleteSweepIcon from '@material-ui/icons/DeleteSweep';
import HelpIcon from '@material-ui/icons/Help';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import UpdateIcon from '@material-ui/icons/Update';
import { STATE_LOOKS } from '../../model/states';
import { centralSecretsTranslationRef } from '../../translation';
import { useToneStyles } from './tones';

const ICONS: Readonly<Record<DeliveryState, typeof SvgIcon>> = {
  unknown: HelpIcon,
  terminating: DeleteSweepIcon,
  'not-requested': RadioButtonUncheckedIcon,
  orphaned: LinkOffIcon,
  conflict: CallSplitIcon,
  denied: BlockIcon,
  pending: TimelapseIcon,
  'store-unavailable': CloudOffIcon,
  failed: CancelIcon,
  outdated: UpdateIcon,
  stale: HourglassEmptyIcon,
  synced: CheckCircleIcon,
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      whiteSpace: 'nowrap',
      fontWeight: 700,
    },
  }),
  { name: 'CentralSecretsStateLabel' },
);

/** A state as icon and word. The sentence stands where the label is used. */
export function StateLabel({ state }: { readonly state: DeliveryState }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const tones = useToneStyles();
  const Icon = ICONS[state];
  return (
    <Typography component="span" variant="body2" className={classes.root}>
      <Icon
        fontSize="small"
        aria-hidden
        className={tones[STATE_LOOKS[state].tone]}
      />
      {t(`state.${state}`)}
    </Typography>
  );
}
