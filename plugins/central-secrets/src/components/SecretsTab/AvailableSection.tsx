import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { AvailableDistribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { Ref } from 'react';
import { useId } from 'react';
import { PAGE } from '../../hooks/useAvailable';
import type { AvailableList } from '../../hooks/useAvailable';
import type { Polled } from '../../hooks/Poller';
import { errorText } from '../../model/errors';
import type { Place } from '../../model/places';
import { placeId } from '../../model/places';
import { centralSecretsTranslationRef } from '../../translation';
import { PoliteStatus } from '../common/PoliteStatus';
import { Section } from '../common/Section';
import { AvailableItem } from './AvailableItem';

const useStyles = makeStyles(
  theme => ({
    search: { width: '100%', maxWidth: theme.spacing(40) },
    // The usual grey is too light on the page's background.
    label: { color: theme.palette.text.primary },
  }),
  { name: 'CentralSecretsAvailableSection' },
);

/** The distributions that can be requested: searched, and some at a time. */
export function AvailableSection(props: {
  readonly state: Polled<AvailableList>;
  /** Those of the answer that are shown in the chosen place. */
  readonly items: readonly AvailableDistribution[];
  /** How many there are without a search. */
  readonly count: number;
  readonly search: string | undefined;
  /** Why none of them can be requested, where none can. */
  readonly whyNothing: string;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly placeOf: (place: Place) => string | undefined;
  readonly onSearch: (text: string | undefined) => void;
  readonly onShowMore: () => void;
  readonly onRetry: () => void;
  /** Stays the same function. */
  readonly onRequest: (item: AvailableDistribution) => void;
}) {
  const { state, items, count, search } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const searchId = useId();
  if (count === 0 && items.length === 0 && !search) {
    return null;
  }
  const isReady = state.status === 'ready';
  const isOneRequestable = items.some(({ requestable }) => requestable);
  return (
    <Section
      title={t('section.available')}
      headingRef={props.headingRef}
      hint={
        <>
          {items.length > 0 && !isOneRequestable && (
            <Typography variant="body2" gutterBottom>
              {props.whyNothing}
            </Typography>
          )}
          {(count > PAGE || search) && (
            <TextField
              id={searchId}
              className={classes.search}
              type="search"
              variant="outlined"
              size="small"
              margin="dense"
              label={t('available.search')}
              InputLabelProps={{ className: classes.label }}
              value={search ?? ''}
              onChange={({ target }) =>
                props.onSearch(target.value || undefined)
              }
            />
          )}
          {isReady && search && (
            <PoliteStatus>
              {t('available.found', { count: state.data.total })}
            </PoliteStatus>
          )}
        </>
      }
      empty={<NoItems state={state} search={search} onRetry={props.onRetry} />}
      after={
        isReady && (
          <More
            total={state.data.total}
            shown={state.data.items.length}
            onShowMore={props.onShowMore}
          />
        )
      }
    >
      {items.map(item => (
        <AvailableItem
          key={`${placeId(item)}/${item.distribution}`}
          item={item}
          place={props.placeOf(item)}
          onRequest={props.onRequest}
        />
      ))}
    </Section>
  );
}

/** The text in the place of items where there are none. */
function NoItems(props: {
  readonly state: Polled<AvailableList>;
  readonly search: string | undefined;
  readonly onRetry: () => void;
}) {
  const { state, search } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (state.status === 'loading') {
    return (
      <>
        <PoliteStatus>{t('available.loading')}</PoliteStatus>
        <Progress />
      </>
    );
  }
  if (state.status === 'failed') {
    return (
      <Alert
        variant="outlined"
        severity="error"
        action={<Button onClick={props.onRetry}>{t('tab.retry')}</Button>}
      >
        {t('available.failed', { reason: errorText(state.error) })}
      </Alert>
    );
  }
  return search ? (
    <Typography variant="body2">
      {t('available.notFound', { search })}
    </Typography>
  ) : null;
}

function More(props: {
  readonly total: number;
  readonly shown: number;
  readonly onShowMore: () => void;
}) {
  const { total, shown } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (shown >= total) {
    return null;
  }
  return (
    <Button onClick={props.onShowMore}>
      {t('available.more', { shown: String(shown), total: String(total) })}
    </Button>
  );
}
