import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { Code } from './Code';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '10.5rem minmax(0, 1fr) minmax(0, 15rem) 11.5rem',
      gap: theme.spacing(0.5, 2),
      alignItems: 'start',
      padding: theme.spacing(1.5, 2),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    action: {
      justifySelf: 'end',
      [theme.breakpoints.down('sm')]: { justifySelf: 'start' },
    },
    names: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1.5),
    },
    name: { fontWeight: 700 },
  }),
  { name: 'CentralSecretsRowLayout' },
);

/** One row: its subject and state, the details beside it, and its actions. */
export function RowLayout(props: {
  readonly state: ReactNode;
  readonly name: string;
  readonly description: string | null;
  readonly details: ReactNode;
  readonly aside: ReactNode;
  readonly action: ReactNode;
}) {
  const classes = useStyles();
  return (
    <li className={classes.root}>
      <div>{props.state}</div>
      <div>
        <div className={classes.names}>
          <Typography variant="body1" component="span" className={classes.name}>
            <Code>{props.name}</Code>
          </Typography>
          {props.description && (
            <Typography variant="body2" component="span" color="textSecondary">
              {props.description}
            </Typography>
          )}
        </div>
        {props.details}
      </div>
      <Typography variant="body2" color="textSecondary" component="div">
        {props.aside}
      </Typography>
      <div className={classes.action}>{props.action}</div>
    </li>
  );
}
