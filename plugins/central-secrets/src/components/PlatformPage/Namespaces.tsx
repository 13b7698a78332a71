import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useRef } from 'react';
import { useAddress } from '../../hooks/useAddress';
import { stateChoicesOf, stateCountsOf } from '../../model/distributions';
import { errorText } from '../../model/errors';
import { stateText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { ChipFilter } from '../common/ChipFilter';
import { Section } from '../common/Section';
import { NamespaceItem } from './NamespaceItem';

const useStyles = makeStyles(
  theme => ({ pages: { display: 'flex', gap: theme.spacing(1) } }),
  { name: 'CentralSecretsNamespaces' },
);

/**
 * The namespaces that have to do with a distribution: some at a time, of one
 * state or of all. The filter stays in place while the namespaces are loading,
 * so that the keyboard does not lose its place.
 */
export function Namespaces(props: {
  readonly response: DistributionResponse;
  /** The one state that is shown; undefined: all. */
  readonly chosen?: string;
  /** Whether the namespaces are those that are asked for. */
  readonly areAsked: boolean;
  /** Why the newest attempt to read them failed. */
  readonly error?: Error;
  readonly onRetry: () => void;
}) {
  const { chosen, areAsked, error } = props;
  const { distribution, deliveries, nextCursor } = props.response;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const [, setState] = useAddress('state', { clears: 'after' });
  const [after, setAfter] = useAddress('after');
  const heading = useRef<HTMLHeadingElement>(null);
  const counts = stateCountsOf(distribution);
  const choices = stateChoicesOf(counts, chosen);

  const turnTo = (cursor: string | undefined) => {
    setAfter(cursor);
    // The button may be gone on the other page.
    heading.current?.focus();
  };
  const retry = () => {
    props.onRetry();
    heading.current?.focus();
  };
  const nothing = chosen
    ? t('distribution.noneOfState')
    : t('distribution.none');

  return (
    <>
      {choices.length > 0 && (
        <ChipFilter
          label={t('distribution.filter')}
          all={t('distribution.all')}
          choices={choices.map(({ state, count }) => ({
            id: state,
            label: `${stateText(state, t)} ${count}`,
          }))}
          chosen={chosen}
          onChoose={setState}
        />
      )}
      <Section
        title={t('distribution.namespaces')}
        headingRef={heading}
        empty={
          areAsked ? (
            <Typography variant="body2" gutterBottom>
              {counts ? nothing : t('platform.uncounted')}
            </Typography>
          ) : (
            <Unread error={error} onRetry={retry} />
          )
        }
      >
        {areAsked
          ? deliveries.map(delivery => (
              <NamespaceItem key={delivery.id} delivery={delivery} />
            ))
          : []}
      </Section>
      <div className={classes.pages}>
        {after && (
          <Button variant="outlined" onClick={() => turnTo(undefined)}>
            {t('distribution.first')}
          </Button>
        )}
        {areAsked && nextCursor && (
          <Button variant="outlined" onClick={() => turnTo(nextCursor)}>
            {t('distribution.next')}
          </Button>
        )}
      </div>
    </>
  );
}

/** In the place of namespaces that are asked for and not known yet. */
function Unread(props: {
  readonly error?: Error;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  return props.error ? (
    <>
      <Typography variant="body2" role="alert" gutterBottom>
        {t('distribution.namespacesFailed', {
          reason: errorText(props.error),
        })}
      </Typography>
      <Button size="small" variant="outlined" onClick={props.onRetry}>
        {t('tab.retry')}
      </Button>
    </>
  ) : (
    <>
      <Typography variant="body2" role="status" gutterBottom>
        {t('distribution.loadingNamespaces')}
      </Typography>
      <Progress />
    </>
  );
}
