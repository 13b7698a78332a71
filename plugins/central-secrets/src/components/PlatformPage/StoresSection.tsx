import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { PollClock } from '../../hooks/pollClock';
import { useAddress } from '../../hooks/useAddress';
import { useStores } from '../../hooks/useStores';
import { errorText, statusOf } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { Section } from '../common/Section';
import { StoreItem } from './StoreItem';

/** The ClusterSecretStores, those that are not ready first. */
export function StoresSection(props: {
  readonly cluster: string | undefined;
  readonly clock: PollClock;
  /** The displayed name of a cluster; undefined where there is only one. */
  titleOf(cluster: string): string | undefined;
  /** Called when another store's distributions are shown. */
  readonly onShow: () => void;
}) {
  const { cluster, clock, titleOf } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [, setStore] = useAddress('store', { clears: 'after', isStep: true });
  const { state, refresh } = useStores(cluster, clock);
  if (state.status === 'failed') {
    // An older backend has no such route.
    return statusOf(state.error) === 404 ? null : (
      <Typography variant="body2">
        {t('stores.failed', { reason: errorText(state.error) })}{' '}
        <Button size="small" onClick={refresh}>
          {t('tab.retry')}
        </Button>
      </Typography>
    );
  }
  if (state.status !== 'ready') {
    return null;
  }
  const { stores, total } = state.data;
  return (
    <Section
      title={t('stores.title')}
      after={
        total > stores.length && (
          <Typography variant="body2" color="textSecondary">
            {t('platform.shown', {
              shown: String(stores.length),
              total: String(total),
            })}
          </Typography>
        )
      }
    >
      {stores.map(store => (
        <StoreItem
          key={`${store.cluster}/${store.name}`}
          store={store}
          cluster={titleOf(store.cluster)}
          onShow={() => {
            setStore(store.name);
            props.onShow();
          }}
        />
      ))}
    </Section>
  );
}
