import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(2),
    },
    chip: { margin: 0 },
  }),
  { name: 'CentralSecretsChipFilter' },
);

/** One chip for each choice and one for all of them; at most one is chosen. */
export function ChipFilter(props: {
  /** The effect of a choice, as an accessible label. */
  readonly label: string;
  readonly all: string;
  readonly choices: readonly {
    readonly id: string;
    readonly label: ReactNode;
  }[];
  readonly chosen?: string;
  readonly onChoose: (id: string | undefined) => void;
}) {
  const classes = useStyles();
  const chip = (id: string | undefined, label: ReactNode) => (
    <Chip
      key={id ?? ''}
      className={classes.chip}
      size="small"
      clickable
      component="button"
      label={label}
      color={id === props.chosen ? 'primary' : 'default'}
      aria-pressed={id === props.chosen}
      onClick={() => props.onChoose(id)}
    />
  );
  return (
    <div role="group" aria-label={props.label} className={classes.root}>
      {chip(undefined, props.all)}
      {props.choices.map(({ id, label }) => chip(id, label))}
    </div>
  );
}
