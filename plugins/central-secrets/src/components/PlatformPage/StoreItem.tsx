import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { StoreHealth } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import HelpIcon from '@material-ui/icons/Help';
import { dependentsText } from '../../model/stores';
import { parseTime } from '../../model/time';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { IconLabel } from '../common/IconLabel';
import { RowLayout } from '../common/RowLayout';
import { Sentence } from '../common/Sentence';

/** One store: whether it is ready, why not, and how much depends on it. */
export function StoreItem(props: {
  readonly store: StoreHealth;
  /** The displayed name of its cluster; undefined where there is only one. */
  readonly cluster?: string;
  /** Shows the distributions that read it. */
  readonly onShow: () => void;
}) {
  const { store } = props;
  const { name, ready, summary, remedy, dependents } = store;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const since = parseTime(store.since);
  return (
    <RowLayout
      state={<ReadyLabel ready={ready} />}
      name={name}
      description={null}
      details={
        <>
          {summary && (
            <Typography variant="body2">
              <Sentence message={summary} />
            </Typography>
          )}
          {remedy && (
            <Typography variant="body2" color="textSecondary">
              {actorText(remedy.by, t)}
              {': '}
              <Sentence message={remedy} />
            </Typography>
          )}
          <Typography variant="body2">
            {dependentsText(dependents, t)}
          </Typography>
        </>
      }
      aside={
        <>
          <div>{t('stores.provider', { provider: store.provider })}</div>
          {props.cluster && (
            <div>{t('platform.cluster', { cluster: props.cluster })}</div>
          )}
          {since !== undefined && ready !== null && (
            <div>
              {t(ready ? 'stores.readySince' : 'stores.downSince', {
                ago: <Ago at={since} />,
              })}
            </div>
          )}
        </>
      }
      action={
        dependents !== null &&
        dependents.distributions > 0 && (
          <Button
            size="small"
            variant="outlined"
            color="primary"
            onClick={props.onShow}
            aria-label={t('stores.showOf', { name })}
          >
            {t('stores.show')}
          </Button>
        )
      }
    />
  );
}

function ReadyLabel({ ready }: Pick<StoreHealth, 'ready'>) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (ready === null) {
    return (
      <IconLabel icon={HelpIcon} tone="unknown" word={t('state.unknown')} />
    );
  }
  return ready ? (
    <IconLabel icon={CheckCircleIcon} tone="ok" word={t('stores.ready')} />
  ) : (
    <IconLabel icon={CloudOffIcon} tone="error" word={t('stores.down')} />
  );
}
