import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(3) },
    heading: { '&:focus': { outline: 'none' } },
  }),
  { name: 'CentralSecretsDrawerPart' },
);

/** One part of the drawer, with its heading. */
export function DrawerPart(props: {
  readonly title: string;
  /** Whether the reader came for this part: it then has the focus. */
  readonly isAimedAt?: boolean;
  readonly children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { isAimedAt } = props;
  // Before the drawer looks for something to focus: it keeps what has the focus.
  useEffect(() => {
    if (isAimedAt) {
      heading.current?.focus();
    }
  }, [isAimedAt]);
  return (
    <section aria-labelledby={id} className={classes.root}>
      <Typography
        id={id}
        ref={heading}
        tabIndex={-1}
        variant="h6"
        component="h3"
        className={classes.heading}
        gutterBottom
      >
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
