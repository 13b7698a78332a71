import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useRef } from 'react';
import type { PollClock } from '../../hooks/pollClock';
import { useAddress } from '../../hooks/useAddress';
import { useChains } from '../../hooks/useChains';
import type { UnknownPushes } from '../../model/chains';
import { findUnknownPushes } from '../../model/chains';
import { errorText, statusOf } from '../../model/errors';
import { centralSecretsTranslationRef } from '../../translation';
import { Section } from '../common/Section';
import { Sentence } from '../common/Sentence';
import { ChainDrawer } from '../Chains/ChainDrawer';
import { ChainItem } from '../Chains/ChainItem';
import { useOpenedChain } from '../Chains/useOpenedChain';
import { Pages } from './Pages';

const NONE: readonly never[] = [];

/** The chains of internal distribution, a page at a time: those that need attention first. */
export function ChainsSection(props: {
  readonly cluster: string | undefined;
  readonly clock: PollClock;
  /** The displayed name of a cluster; undefined where there is only one. */
  titleOf(cluster: string): string | undefined;
}) {
  const { cluster, clock, titleOf } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [after, setAfter] = useAddress('chainsAfter', { isStep: true });
  const heading = useRef<HTMLHeadingElement>(null);
  const { state, isCurrent, refresh } = useChains({ cluster, after }, clock);
  const { opened, open, close } = useOpenedChain(
    state.status === 'ready' ? state.data.internalDistributions : NONE,
  );
  const turnTo = (cursor: string | undefined) => {
    setAfter(cursor);
    // The button may be gone on the other page.
    heading.current?.focus();
  };
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
  if (state.status !== 'ready') {
    return null;
  }
  const clusterNote = (name: string | undefined) =>
    name && t('platform.cluster', { cluster: name });
  const { internalDistributions, nextCursor, total } = state.data;
  const unknown = findUnknownPushes(state.data);
  return (
    <div aria-busy={!isCurrent}>
      <Section
        title={t('chains.title')}
        headingRef={heading}
        hint={unknown.map(each => (
          <UnknownNotice key={`${each.cluster}/${each.kind}`} pushes={each} />
        ))}
        // A cluster that pushes nothing has no such part.
        empty={(unknown.length > 0 || after !== undefined) && <></>}
        after={
          <Pages
            label={t('chains.pages')}
            shown={internalDistributions.length}
            total={total}
            after={after}
            next={nextCursor}
            onTurn={turnTo}
          />
        }
      >
        {internalDistributions.map(chain => (
          <ChainItem
            key={chain.id}
            chain={chain}
            note={clusterNote(titleOf(chain.cluster))}
            onOpen={open}
          />
        ))}
      </Section>
      {opened && <ChainDrawer chain={opened} onClose={close} />}
    </div>
  );
}

function UnknownNotice({ pushes }: { readonly pushes: UnknownPushes }) {
  const { cluster, kind, error } = pushes;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  return (
    <Typography variant="body2" role="note">
      {t('chains.unknown', { kind, cluster })}{' '}
      {error && <Sentence message={error.message} />}
    </Typography>
  );
}
