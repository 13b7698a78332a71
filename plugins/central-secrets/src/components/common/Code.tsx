import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    inline: {
      fontFamily: 'monospace',
      fontSize: '0.95em',
      overflowWrap: 'anywhere',
    },
    block: {
      margin: theme.spacing(1, 0),
      padding: theme.spacing(1.5, 2),
      overflowX: 'auto',
      fontFamily: 'monospace',
      fontSize: theme.typography.body2.fontSize,
      whiteSpace: 'pre',
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
  }),
  { name: 'CentralSecretsCode' },
);

/** The name of an object, as the cluster has it. */
export function Code({ children }: { readonly children: ReactNode }) {
  return <code className={useStyles().inline}>{children}</code>;
}

/** A text to copy: a command, or YAML. */
export function CodeBlock(props: {
  readonly label: string;
  readonly text: string;
}) {
  return (
    <pre
      className={useStyles().block}
      role="group"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and a keyboard has to reach that
      tabIndex={0}
      aria-label={props.label}
    >
      {props.text}
    </pre>
  );
}
