import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  {
    root: {
      position: 'absolute',
      width: 1,
      height: 1,
      margin: -1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
  { name: 'CentralSecretsPoliteStatus' },
);

/** Told to those who listen, not shown to those who look. */
export function PoliteStatus({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" className={useStyles().root}>
      {children}
    </div>
  );
}
