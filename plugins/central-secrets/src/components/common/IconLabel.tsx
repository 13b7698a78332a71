import { makeStyles } from '@material-ui/core/styles';
import type SvgIcon from '@material-ui/core/SvgIcon';
import Typography from '@material-ui/core/Typography';
import type { Tone } from '../../model/states';
import { useToneStyles } from './tones';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      fontWeight: 700,
    },
  }),
  { name: 'CentralSecretsIconLabel' },
);

/** A word with its icon, whose colour says the same. */
export function IconLabel(props: {
  readonly icon: typeof SvgIcon;
  readonly tone: Tone;
  readonly word: string;
}) {
  const classes = useStyles();
  const tones = useToneStyles();
  const Icon = props.icon;
  return (
    <Typography component="span" variant="body2" className={classes.root}>
      <Icon fontSize="small" aria-hidden className={tones[props.tone]} />
      {props.word}
    </Typography>
  );
}
