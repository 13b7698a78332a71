import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { memo } from 'react';
import type { Polled } from '../../hooks/Poller';
import type { DeliveryRow } from '../../model/rows';
import { oldPodsOf, usedByOf, usedByText } from '../../model/usedBy';
import { lookOf } from '../../model/states';
import { sentence } from '../../model/sentence';
import { parseTime } from '../../model/time';
import { userName } from '../../model/userName';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago, For } from '../common/Ago';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';
import { useServerNow } from '../common/ServerTime';
import { StateLabel } from '../common/StateLabel';
import { Keys } from '../common/Keys';
import { RowLayout } from '../common/RowLayout';

interface DeliveryItemProps {
  readonly row: DeliveryRow;
  readonly usage: Polled<UsageResponse>;
  /** Where it is; undefined when the page is about one namespace only. */
  readonly place?: string;
  /** Stays the same function. */
  readonly onOpen: (id: string, part: 'why' | 'use') => void;
}

/**
 * Each answer creates new rows, and shares with the previous answer all that
 * did not change.
 */
function isSame(before: DeliveryItemProps, after: DeliveryItemProps): boolean {
  return (
    before.row.delivery === after.row.delivery &&
    before.row.leavingSince === after.row.leavingSince &&
    before.usage === after.usage &&
    before.place === after.place &&
    before.onOpen === after.onOpen
  );
}

function DeliveryItemContent(props: DeliveryItemProps) {
  const { delivery, leavingSince } = props.row;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const hasArrived = lookOf(delivery.state).section === 'arrived';
  // Only a Secret is used as one.
  const isUsable = hasArrived && !delivery.secret.kind;
  const part = isUsable ? 'use' : 'why';
  const { distribution } = delivery;
  const name = delivery.secret.name;
  const users = usedByOf(props.usage, props.row);
  const usedBy = usedByText(users, t);
  const oldPods = oldPodsOf(users);

  return (
    <RowLayout
      state={<StateLabel state={delivery.state} />}
      name={name}
      description={
        delivery.description ??
        (delivery.origin === 'declared' ? t('row.declared') : null)
      }
      details={
        <>
          {distribution !== null && distribution !== name && (
            <Typography variant="body2" color="textSecondary">
              {t('row.from', { distribution: <Code>{distribution}</Code> })}
            </Typography>
          )}
          <Typography variant="body2">
            <Sentence message={delivery.summary} />
          </Typography>
          {hasArrived && <Keys secret={delivery.secret} />}
          {leavingSince !== undefined && (
            <Typography variant="body2">
              {t('row.leaving', { ago: <Ago at={leavingSince} /> })}
            </Typography>
          )}
          {delivery.warnings.map((warning, index) => (
            <Typography key={index} variant="body2" color="textSecondary">
              <Sentence message={warning} />
            </Typography>
          ))}
          {oldPods > 0 && (
            <Typography variant="body2" color="textSecondary">
              {sentence(t('usedBy.oldPods', { count: oldPods }))}
            </Typography>
          )}
          {delivery.state === 'pending' && delivery.requested && (
            <Typography variant="body2" color="textSecondary">
              {t(
                delivery.requested.via === 'assistant'
                  ? 'row.requestedThroughAssistant'
                  : 'row.requestedBy',
                {
                  ago: <Ago at={parseTime(delivery.requested.at)} />,
                  user: userName(delivery.requested.by),
                },
              )}
            </Typography>
          )}
        </>
      }
      aside={
        <>
          {hasArrived ? (
            <SyncTimes row={props.row} />
          ) : (
            <Move row={props.row} />
          )}
          {usedBy && <div>{usedBy}</div>}
          {props.place && <div>{props.place}</div>}
        </>
      }
      action={
        <Button
          size="small"
          variant={hasArrived ? 'text' : 'outlined'}
          color="primary"
          aria-label={t(isUsable ? 'row.useOf' : 'row.whyOf', { name })}
          onClick={() => props.onOpen(delivery.id, part)}
        >
          {t(isUsable ? 'row.use' : 'row.why')}
        </Button>
      }
    />
  );
}

/** One delivery: its state as icon, word and sentence, and whose move it is. */
export const DeliveryItem = memo(DeliveryItemContent, isSame);

function Move({ row: { delivery } }: { readonly row: DeliveryRow }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const since = parseTime(delivery.since);
  return (
    <>
      <div>{actorText(delivery.remedy.by, t)}</div>
      {since !== undefined && (
        <div>{t('row.since', { duration: <For since={since} /> })}</div>
      )}
    </>
  );
}

function SyncTimes({ row: { delivery } }: { readonly row: DeliveryRow }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const synced = parseTime(delivery.lastSynced);
  const next = parseTime(delivery.nextRefresh);
  const now = useServerNow();
  return (
    <>
      <div>
        {synced === undefined
          ? t('row.never')
          : t('row.synced', { ago: <Ago at={synced} /> })}
      </div>
      {next !== undefined && (
        <div>
          {next > now
            ? t('row.next', { when: <Ago at={next} /> })
            : t('row.due')}
        </div>
      )}
    </>
  );
}
