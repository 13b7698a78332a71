import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode, Ref } from 'react';
import { Children, useId } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(3) },
    heading: {
      marginBottom: theme.spacing(1),
      '&:focus': { outline: 'none' },
    },
    list: { margin: 0, padding: 0, listStyle: 'none' },
  }),
  { name: 'CentralSecretsSection' },
);

/** One part of the page: a heading and its rows. Not shown without rows. */
export function Section(props: {
  readonly title: string;
  /** Can be focused by the page, when a row has moved here. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  if (Children.count(props.children) === 0) {
    return null;
  }
  return (
    <section aria-labelledby={id} className={classes.root}>
      <Typography
        id={id}
        ref={props.headingRef}
        tabIndex={-1}
        variant="overline"
        component="h3"
        className={classes.heading}
      >
        {props.title}
      </Typography>
      {props.hint}
      <Paper component="ul" className={classes.list}>
        {props.children}
      </Paper>
    </section>
  );
}
