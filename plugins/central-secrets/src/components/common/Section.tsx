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

/** One part of the page: a heading and its rows. Without rows it is not shown, or shows what stands in their place. */
export function Section(props: {
  readonly title: string;
  /** Can be focused by the page, when a row has moved here. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly hint?: ReactNode;
  /** The content in the place of rows where there are none. */
  readonly empty?: ReactNode;
  /** The content after the rows. */
  readonly after?: ReactNode;
  readonly children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  const hasRows = Children.count(props.children) > 0;
  if (!hasRows && !props.empty) {
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
      {hasRows ? (
        <Paper component="ul" className={classes.list}>
          {props.children}
        </Paper>
      ) : (
        props.empty
      )}
      {props.after}
    </section>
  );
}
