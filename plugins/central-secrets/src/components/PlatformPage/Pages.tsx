import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { centralSecretsTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', alignItems: 'center', gap: theme.spacing(1, 2) },
  }),
  { name: 'CentralSecretsPages' },
);

/** How many of all are shown, and the way to the others. Not there where all are shown. */
export function Pages(props: {
  /** The name of the pages, for a screen reader. */
  readonly label: string;
  readonly shown: number;
  readonly total: number | undefined;
  /** The cursor of the page that is shown; undefined: the first one. */
  readonly after: string | undefined;
  /** The cursor of the next page; null: this is the last one. */
  readonly next: string | null;
  readonly onTurn: (cursor: string | undefined) => void;
}) {
  const { shown, total, after, next, onTurn } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  if (!after && next === null) {
    return null;
  }
  return (
    <nav aria-label={props.label} className={classes.root}>
      {total !== undefined && (
        <Typography variant="body2">
          {t('platform.shown', { shown: String(shown), total: String(total) })}
        </Typography>
      )}
      {after && (
        <Button variant="outlined" onClick={() => onTurn(undefined)}>
          {t('platform.first')}
        </Button>
      )}
      {next !== null && (
        <Button variant="outlined" onClick={() => onTurn(next)}>
          {t('platform.next')}
        </Button>
      )}
    </nav>
  );
}
