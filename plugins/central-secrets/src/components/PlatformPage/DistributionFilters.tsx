import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DistributionSort } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DISTRIBUTION_SORTS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import CancelIcon from '@material-ui/icons/Cancel';
import { useId } from 'react';
import { useAddress } from '../../hooks/useAddress';
import type { NamedCluster } from '../../model/distributions';
import { centralSecretsTranslationRef } from '../../translation';
import { ChipFilter } from '../common/ChipFilter';

/** The order of the page where the address does not name one. */
export const DEFAULT_SORT: DistributionSort = 'attention';
/** Shorter than what the backend accepts. Characters. */
const LONGEST_SEARCH = 200;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(2),
    },
    search: { flex: `0 1 ${theme.spacing(40)}px` },
    store: { marginBottom: theme.spacing(2) },
    // The usual grey is too light on the page's background.
    label: { color: theme.palette.text.primary },
  }),
  { name: 'CentralSecretsDistributionFilters' },
);

/** Which distributions are shown, and in which order: all of it in the address. */
export function DistributionFilters(props: {
  /** All that there are. */
  readonly clusters: readonly NamedCluster[];
  readonly cluster: string | undefined;
  readonly search: string | undefined;
  readonly store: string | undefined;
  readonly sort: DistributionSort;
}) {
  const { clusters } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const id = useId();
  const [, setSearch] = useAddress('search', { clears: 'after' });
  const [, setStore] = useAddress('store', { clears: 'after', isStep: true });
  const [, setSort] = useAddress('sort', { clears: 'after', isStep: true });
  const [, setCluster] = useAddress('cluster', {
    clears: 'after',
    isStep: true,
  });
  const field = {
    variant: 'outlined',
    size: 'small',
    margin: 'dense',
  } as const;
  return (
    <>
      <div className={classes.root}>
        <TextField
          {...field}
          id={`${id}-search`}
          className={classes.search}
          type="search"
          label={t('platform.search')}
          InputLabelProps={{ className: classes.label }}
          inputProps={{ maxLength: LONGEST_SEARCH }}
          value={props.search ?? ''}
          onChange={({ target }) => setSearch(target.value || undefined)}
        />
        <TextField
          {...field}
          id={`${id}-sort`}
          select
          SelectProps={{ native: true }}
          label={t('platform.sort')}
          InputLabelProps={{ className: classes.label }}
          value={props.sort}
          onChange={({ target }) =>
            setSort(target.value === DEFAULT_SORT ? undefined : target.value)
          }
        >
          {DISTRIBUTION_SORTS.map(sort => (
            <option key={sort} value={sort}>
              {t(`platform.sortBy.${sort}`)}
            </option>
          ))}
        </TextField>
      </div>
      {props.store && (
        <Button
          size="small"
          variant="outlined"
          className={classes.store}
          startIcon={<CancelIcon />}
          onClick={() => setStore(undefined)}
        >
          {t('stores.showAll', { name: props.store })}
        </Button>
      )}
      {clusters.length > 1 && (
        <ChipFilter
          label={t('platform.filter')}
          all={t('tab.all')}
          choices={clusters.map(({ name, title }) => ({
            id: name,
            label: title,
          }))}
          chosen={props.cluster}
          onChoose={setCluster}
        />
      )}
    </>
  );
}
