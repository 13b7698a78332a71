import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import { lookOf } from '../../model/states';
import { parseTime } from '../../model/time';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago, For } from '../common/Ago';
import { CopyButton } from '../common/CopyButton';
import { RowLayout } from '../common/RowLayout';
import { Sentence } from '../common/Sentence';
import { StateLabel } from '../common/StateLabel';

/** How a distribution is in one namespace, why, and what would help. */
export function NamespaceItem({ delivery }: { readonly delivery: Delivery }) {
  const { state, remedy, warnings } = delivery;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const isTrouble = lookOf(state).section === 'attention';
  const since = parseTime(delivery.since);
  const synced = parseTime(delivery.lastSynced);
  return (
    <RowLayout
      state={<StateLabel state={state} />}
      name={delivery.namespace}
      description={null}
      details={
        <>
          <Typography variant="body2">
            <Sentence message={delivery.summary} />
          </Typography>
          {isTrouble && remedy.by !== 'nobody' && (
            <Typography variant="body2">
              <strong>{actorText(remedy.by, t)}</strong>
              {': '}
              <Sentence message={remedy} />
            </Typography>
          )}
          {warnings.map((warning, index) => (
            <Typography key={index} variant="body2" color="textSecondary">
              <Sentence message={warning} />
            </Typography>
          ))}
        </>
      }
      aside={
        <>
          {isTrouble && since !== undefined && (
            <div>{t('row.since', { duration: <For since={since} /> })}</div>
          )}
          <div>
            {synced === undefined
              ? t('row.never')
              : t('row.synced', { ago: <Ago at={synced} /> })}
          </div>
        </>
      }
      action={
        isTrouble &&
        remedy.command && (
          <CopyButton label={t('copy.command')} text={remedy.command} />
        )
      }
    />
  );
}
