import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from './Code';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
    },
  }),
  { name: 'CentralSecretsKeys' },
);

/** The names of a Secret's keys; says so where they are known only at the source. */
export function Keys(props: { readonly keys: readonly string[] | null }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      component="div"
      className={classes.root}
    >
      {props.keys
        ? props.keys.map(key => <Code key={key}>{key}</Code>)
        : t('row.keysUnknown')}
    </Typography>
  );
}
