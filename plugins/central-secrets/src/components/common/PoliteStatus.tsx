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

/** Announced to screen readers, and not visible. */
export function PoliteStatus({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" className={useStyles().root}>
      {children}
    </div>
  );
}
