import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { PollClock } from '../../hooks/pollClock';
import { useEntityChains } from '../../hooks/useEntityChains';
import { rolesText } from '../../model/chains';
import { errorText, statusOf } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { Section } from '../common/Section';
import { ChainDrawer } from './ChainDrawer';
import { ChainItem } from './ChainItem';
import { useOpenedChain } from './useOpenedChain';

const NONE: readonly never[] = [];

/** The chains that an entity's namespaces write or read. Not there where there are none. */
export function EntityChainsSection(props: {
  readonly entityRef: string;
  /** Whether the entity has a namespace at all. */
  readonly isBound: boolean;
  readonly clock: PollClock;
}) {
  const { entityRef, isBound, clock } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const { state, refresh } = useEntityChains(entityRef, isBound, clock);
  const chains =
    state.status === 'ready' ? state.data.internalDistributions : NONE;
  const { opened, open, close } = useOpenedChain(chains);
  if (state.status === 'failed') {
    // An older backend has no such route.
    return statusOf(state.error) === 404 ? null : (
      <Typography variant="body2">
        {t('chains.failed', { reason: errorText(state.error) })}{' '}
        <Button size="small" onClick={refresh}>
          {t('tab.retry')}
        </Button>
      </Typography>
    );
  }
  const leftOut = state.status === 'ready' ? state.data.leftOut : 0;
  return (
    <>
      <Section
        title={t('chains.title')}
        after={
          leftOut > 0 && (
            <Typography variant="body2" color="textSecondary">
              {t('chains.leftOut', { count: leftOut })}
            </Typography>
          )
        }
      >
        {chains.map(chain => (
          <ChainItem
            key={chain.id}
            chain={chain}
            others={chain.others}
            note={rolesText(chain, t)}
            onOpen={open}
          />
        ))}
      </Section>
      {opened && (
        <ChainDrawer chain={opened} others={opened.others} onClose={close} />
      )}
    </>
  );
}
