import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { exactText, parseTime } from '../../model/time';
import { userName } from '../../model/userName';
import { stateText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';

const useStyles = makeStyles(
  { list: { margin: 0, padding: 0, listStyle: 'none' } },
  { name: 'CentralSecretsHistory' },
);

/** The known times of a delivery, newest first. */
export function History({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const { requested } = delivery;
  const moments = [
    { at: parseTime(delivery.nextRefresh), text: t('history.next') },
    {
      at: parseTime(delivery.since),
      text: t('history.since', { word: stateText(delivery.state, t) }),
    },
    { at: parseTime(delivery.lastSynced), text: t('history.synced') },
    {
      at: requested ? parseTime(requested.at) : undefined,
      text: requested
        ? t('history.requested', { user: userName(requested.by) })
        : '',
    },
  ]
    .flatMap(({ at, text }) => (at === undefined ? [] : [{ at, text }]))
    .sort((a, b) => b.at - a.at);

  if (moments.length === 0) {
    return <Typography variant="body2">{t('history.none')}</Typography>;
  }
  return (
    <ul className={classes.list}>
      {moments.map(({ at, text }) => (
        <Typography key={text} variant="body2" component="li">
          {exactText(at)} (<Ago at={at} />) {text}
        </Typography>
      ))}
    </ul>
  );
}
