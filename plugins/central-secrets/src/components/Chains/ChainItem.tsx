import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  EntityChain,
  InternalDistribution,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { delayText, rotationText } from '../../model/chains';
import { parseTime } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { RowLayout } from '../common/RowLayout';
import { Sentence } from '../common/Sentence';
import { StateLabel } from '../common/StateLabel';
import { ChainHops } from './ChainHops';

/** One chain: its state, how late a change is, and on demand each hop. One that is not synced is open from the start. */
export function ChainItem(props: {
  readonly chain: InternalDistribution;
  /** The hops of other namespaces, where the chain is told to an entity. */
  readonly others?: EntityChain['others'];
  /** Where it is, or what the entity has to do with it. */
  readonly note?: string;
  readonly onOpen: (id: string) => void;
}) {
  const { chain, note, others } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [chosen, setChosen] = useState<boolean>();
  const isShown = chosen ?? chain.state !== 'synced';
  const pushedAt = parseTime(chain.rotation.pushedAt);
  const rotation = rotationText(chain, t);
  return (
    <RowLayout
      state={<StateLabel state={chain.state} />}
      name={chain.path}
      description={chain.store.name}
      details={
        <>
          {chain.warnings.map((warning, index) => (
            <Typography key={`${warning.code}-${index}`} variant="body2">
              <Sentence message={warning} />
            </Typography>
          ))}
          {isShown && <ChainHops chain={chain} others={others} />}
        </>
      }
      aside={
        <>
          {note && <div>{note}</div>}
          {pushedAt !== undefined && (
            <div>{t('chains.pushed', { ago: <Ago at={pushedAt} /> })}</div>
          )}
          {rotation && <div>{rotation}</div>}
          <div>{delayText(chain, t)}</div>
        </>
      }
      action={
        <>
          <Button
            size="small"
            color="primary"
            aria-expanded={isShown}
            aria-label={t(isShown ? 'chains.hideOf' : 'chains.showOf', {
              path: chain.path,
            })}
            onClick={() => setChosen(!isShown)}
          >
            {t(isShown ? 'chains.hide' : 'chains.show')}
          </Button>
          <Button
            size="small"
            variant="outlined"
            color="primary"
            aria-label={t('chains.detailsOf', { path: chain.path })}
            onClick={() => props.onOpen(chain.id)}
          >
            {t('chains.details')}
          </Button>
        </>
      }
    />
  );
}
