import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import FiberManualRecordIcon from '@material-ui/icons/FiberManualRecord';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import type { Knowledge } from '../../model/knowledge';
import { durationText, exactText } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { useServerNow } from './ServerTime';
import { useToneStyles } from './tones';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      whiteSpace: 'nowrap',
    },
    icon: { fontSize: 12 },
  }),
  { name: 'CentralSecretsAgeIndicator' },
);

/** How old what is shown is, and whether it is being kept current. */
export function AgeIndicator(props: {
  readonly knowledge: Knowledge;
  /** Whether the newest answer came as it should. */
  readonly isRefreshing: boolean;
}) {
  const { live, observedAt } = props.knowledge;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const tones = useToneStyles();
  const now = useServerNow();
  const isLive = live && props.isRefreshing;
  const duration =
    observedAt === undefined ? undefined : durationText(now - observedAt, t);
  const Icon = isLive ? FiberManualRecordIcon : RadioButtonUncheckedIcon;
  return (
    <Typography
      variant="body2"
      className={classes.root}
      title={observedAt === undefined ? undefined : exactText(observedAt)}
    >
      <Icon
        aria-hidden
        className={`${classes.icon} ${isLive ? tones.ok : tones.warning}`}
      />
      {duration === undefined
        ? t('age.never')
        : t(isLive ? 'age.live' : 'age.old', { duration })}
    </Typography>
  );
}
