import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { type ReactNode, useId } from 'react';
import { centralSecretsTranslationRef } from '../../translation';

const WIDTHS = { normal: '46rem', wide: '52rem' } as const;

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: ({ width }: { width: string }) => `min(${width}, 100vw)`,
      padding: theme.spacing(3),
      boxSizing: 'border-box',
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
    },
  }),
  { name: 'CentralSecretsSideDrawer' },
);

/** A dialog at the side of the page, with a title and a button that closes it. */
export function SideDrawer(props: {
  readonly title: ReactNode;
  /** What the title is about, in a line below it. */
  readonly subtitle?: ReactNode;
  /** Default: `normal`. */
  readonly width?: keyof typeof WIDTHS;
  /** Default: true. One that is not open has nothing in the page. */
  readonly open?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, subtitle, width = 'normal', open = true, onClose } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles({ width: WIDTHS[width] });
  const titleId = useId();
  return (
    <Drawer
      open={open}
      anchor="right"
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{ role: 'dialog', 'aria-labelledby': titleId }}
    >
      <header className={classes.head}>
        <div>
          <Typography id={titleId} variant="h5" component="h2">
            {title}
          </Typography>
          {subtitle && (
            <Typography variant="body2" color="textSecondary">
              {subtitle}
            </Typography>
          )}
        </div>
        <IconButton edge="end" aria-label={t('drawer.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </header>
      {props.children}
    </Drawer>
  );
}
