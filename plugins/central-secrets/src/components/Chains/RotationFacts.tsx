import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { InternalDistribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { delayText, rotationText } from '../../model/chains';
import { parseTime } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';

/** Where a change of the value is now, and how late it is at most. */
export function RotationFacts({
  chain,
}: {
  readonly chain: InternalDistribution;
}) {
  const { rotation } = chain;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [pushedAt, nextPushAt, completeBy] = [
    rotation.pushedAt,
    rotation.nextPushAt,
    rotation.completeBy,
  ].map(parseTime);
  const progress = rotationText(chain, t);
  return (
    <>
      <Line>
        {pushedAt === undefined
          ? t('chains.noPush')
          : t('chains.lastPush', { ago: <Ago at={pushedAt} /> })}
      </Line>
      {progress && <Line>{progress}</Line>}
      {progress && rotation.waiting === 0 && <Line>{t('chains.settled')}</Line>}
      {completeBy !== undefined && (
        <Line>{t('chains.completeBy', { ago: <Ago at={completeBy} /> })}</Line>
      )}
      {nextPushAt !== undefined && (
        <Line>{t('chains.nextPush', { ago: <Ago at={nextPushAt} /> })}</Line>
      )}
      <Line>{delayText(chain, t)}</Line>
      <Typography variant="body2" color="textSecondary">
        {t('chains.sourceUnseen')}
      </Typography>
    </>
  );
}

function Line({ children }: { readonly children: ReactNode }) {
  return <Typography variant="body2">{children}</Typography>;
}
