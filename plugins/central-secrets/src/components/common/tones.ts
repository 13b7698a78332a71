import { makeStyles } from '@material-ui/core/styles';

/** The colour of each tone, from the theme's status palette. */
export const useToneStyles = makeStyles(
  theme => ({
    ok: { color: theme.palette.status.ok },
    moving: { color: theme.palette.status.running },
    warning: { color: theme.palette.status.warning },
    error: { color: theme.palette.status.error },
    unknown: { color: theme.palette.status.aborted },
  }),
  { name: 'CentralSecretsTones' },
);
