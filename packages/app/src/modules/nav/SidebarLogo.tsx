import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import VpnKeyIcon from '@material-ui/icons/VpnKey';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginLeft: theme.spacing(3),
    color: theme.palette.navigation.color,
  },
  icon: {
    color: theme.palette.navigation.indicator,
  },
  title: {
    width: sidebarConfig.drawerWidthClosed * 2,
    lineHeight: 1.2,
  },
}));

/** The way home: the app's title, or only its sign while the sidebar is narrow. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title =
    useApi(coreApis.config).getOptionalString('app.title') ?? 'Backstage';

  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label={`Home: ${title}`}
      >
        <VpnKeyIcon className={classes.icon} />
        {isOpen && (
          <Typography variant="body2" className={classes.title}>
            {title}
          </Typography>
        )}
      </Link>
    </div>
  );
};
