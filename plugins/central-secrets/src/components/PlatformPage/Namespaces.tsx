import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  DeliveryState,
  DistributionResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useAddress } from '../../hooks/useAddress';
import { stateCountsOf } from '../../model/distributions';
import { centralSecretsTranslationRef } from '../../translation';
import { ChipFilter } from '../common/ChipFilter';
import { Section } from '../common/Section';
import { NamespaceItem } from './NamespaceItem';

const useStyles = makeStyles(
  theme => ({ pages: { display: 'flex', gap: theme.spacing(1) } }),
  { name: 'CentralSecretsNamespaces' },
);

/** The namespaces that have to do with a distribution: some at a time, of one state or of all. */
export function Namespaces(props: {
  readonly response: DistributionResponse;
  /** The one state that is shown; undefined: all. */
  readonly chosen?: DeliveryState;
}) {
  const { distribution, deliveries, nextCursor } = props.response;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const [, setState] = useAddress('state', 'after');
  const [after, setAfter] = useAddress('after');
  const counts = stateCountsOf(distribution);
  const nothing = props.chosen
    ? t('distribution.noneOfState')
    : t('distribution.none');
  return (
    <>
      {(counts?.length || props.chosen) && (
        <ChipFilter
          label={t('distribution.filter')}
          all={t('distribution.all')}
          choices={(counts ?? []).map(({ state, count }) => ({
            id: state,
            label: `${t(`state.${state}`)} ${count}`,
          }))}
          chosen={props.chosen}
          onChoose={setState}
        />
      )}
      {deliveries.length === 0 && (
        <Typography variant="body2" gutterBottom>
          {counts ? nothing : t('platform.uncounted')}
        </Typography>
      )}
      <Section title={t('distribution.namespaces')}>
        {deliveries.map(delivery => (
          <NamespaceItem key={delivery.id} delivery={delivery} />
        ))}
      </Section>
      <div className={classes.pages}>
        {after && (
          <Button variant="outlined" onClick={() => setAfter(undefined)}>
            {t('distribution.first')}
          </Button>
        )}
        {nextCursor && (
          <Button variant="outlined" onClick={() => setAfter(nextCursor)}>
            {t('distribution.next')}
          </Button>
        )}
      </div>
    </>
  );
}
