import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  DeliveryState,
  OpenWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DELIVERY_STATES,
  isKnownWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type SvgIcon from '@material-ui/core/SvgIcon';
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
import { lookOf } from '../../model/states';
import { stateText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { IconLabel } from './IconLabel';

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

/** A state as icon and word. The sentence stands where the label is used. */
export function StateLabel(props: { readonly state: OpenWord<DeliveryState> }) {
  const { state } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  return (
    <IconLabel
      icon={isKnownWord(DELIVERY_STATES, state) ? ICONS[state] : ICONS.unknown}
      tone={lookOf(state).tone}
      word={stateText(state, t)}
    />
  );
}
