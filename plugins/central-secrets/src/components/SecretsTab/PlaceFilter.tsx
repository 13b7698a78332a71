import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { Place } from '../../model/places';
import { placeId } from '../../model/places';
import { centralSecretsTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(2),
    },
    chip: { margin: 0 },
  }),
  { name: 'CentralSecretsPlaceFilter' },
);

/** One chip for each namespace; at most one is chosen. */
export function PlaceFilter(props: {
  readonly places: readonly Place[];
  readonly chosen?: string;
  readonly labelOf: (place: Place) => string;
  readonly onChoose: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const chip = (id: string | undefined, label: string) => (
    <Chip
      key={id ?? ''}
      className={classes.chip}
      size="small"
      clickable
      component="button"
      label={label}
      color={id === props.chosen ? 'primary' : 'default'}
      aria-pressed={id === props.chosen}
      onClick={() => props.onChoose(id)}
    />
  );
  return (
    <div role="group" aria-label={t('tab.filter')} className={classes.root}>
      {chip(undefined, t('tab.all'))}
      {props.places.map(place => chip(placeId(place), props.labelOf(place)))}
    </div>
  );
}
