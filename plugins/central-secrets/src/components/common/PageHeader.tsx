import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import RefreshIcon from '@material-ui/icons/Refresh';
import type { Ref } from 'react';
import type { Knowledge } from '../../model/knowledge';
import { centralSecretsTranslationRef } from '../../translation';
import { AgeIndicator } from './AgeIndicator';
import { KnowledgeNotices } from './KnowledgeNotices';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1, 3),
      marginBottom: theme.spacing(2),
    },
    heading: { '&:focus': { outline: 'none' } },
    words: { flex: '1 1 20rem' },
    tools: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
  }),
  { name: 'CentralSecretsPageHeader' },
);

/**
 * The subject of the page, its state in one line, its place, its age, and the
 * gaps in it.
 */
export function PageHeader(props: {
  readonly title: string;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly summary: string;
  /** Where what it is about is; undefined when in several places. */
  readonly place?: string;
  readonly knowledge: Knowledge;
  /** Whether there is anything whose age could be told; true unless told. */
  readonly hasAge?: boolean;
  readonly answeredAt: string;
  readonly refreshError?: Error;
  readonly onRefresh: () => void;
}) {
  const { knowledge, hasAge = true, refreshError } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <>
      <header className={classes.root}>
        <div className={classes.words}>
          <Typography
            ref={props.headingRef}
            tabIndex={-1}
            variant="h5"
            component="h2"
            className={classes.heading}
            gutterBottom
          >
            {props.title}
          </Typography>
          <Typography variant="body1">{props.summary}</Typography>
        </div>
        <div className={classes.tools}>
          {props.place && (
            <Typography variant="body2">{props.place}</Typography>
          )}
          {hasAge && (
            <AgeIndicator knowledge={knowledge} isRefreshing={!refreshError} />
          )}
          <Button
            size="small"
            variant="outlined"
            startIcon={<RefreshIcon />}
            onClick={props.onRefresh}
          >
            {t('tab.refresh')}
          </Button>
        </div>
      </header>
      <KnowledgeNotices
        knowledge={knowledge}
        answeredAt={Date.parse(props.answeredAt)}
        refreshError={refreshError}
      />
    </>
  );
}
