import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  DeliveriesResponse,
  RequestResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import { useRef, useState } from 'react';
import type { RequestTarget } from '../../hooks/useRequest';
import { useAddress } from '../../hooks/useAddress';
import { useStateAnnouncement } from '../../hooks/useStateAnnouncement';
import { useUsage } from '../../hooks/useUsage';
import type { Place } from '../../model/places';
import { placeId } from '../../model/places';
import type { AskedChange } from '../../model/asked';
import { sentence } from '../../model/sentence';
import { unpermittedIn, usedByOf } from '../../model/usedBy';
import { makeView } from '../../model/view';
import { centralSecretsTranslationRef } from '../../translation';
import { ChipFilter } from '../common/ChipFilter';
import { PoliteStatus } from '../common/PoliteStatus';
import { DeliveryDrawer } from '../DeliveryDrawer/DeliveryDrawer';
import { RequestDialog } from '../RequestDialog/RequestDialog';
import { AvailableItem } from './AvailableItem';
import { BindingNotices } from './BindingNotices';
import { DeliveryItem } from './DeliveryItem';
import { EmptyNotice } from './EmptyNotice';
import { ExpectedItem } from './ExpectedItem';
import { PageHeader } from '../common/PageHeader';
import { Section } from '../common/Section';

/** What the Secrets tab shows once there is an answer. */
export function SecretsPage(props: {
  readonly entityRef: string;
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly response: DeliveriesResponse;
  readonly refreshError?: Error;
  readonly asked: readonly AskedChange[];
  readonly onRefresh: () => void;
  readonly onApplied: (
    action: AskedChange['action'],
    response: RequestResponse,
  ) => void;
}) {
  const { response, refreshError } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [place, setPlace] = useAddress('place');
  const [opened, setOpened] = useAddress('delivery');
  const [part, setPart] = useState<'why' | 'use'>('why');
  const { usage, refresh: refreshUsage } = useUsage(
    props.entityRef,
    response.deliveries.some(({ involved }) => involved),
  );
  const unpermitted = unpermittedIn(usage);
  const open = (id: string, chosen: 'why' | 'use') => {
    refreshUsage();
    setPart(chosen);
    setOpened(id);
  };
  const [target, setTarget] = useState<RequestTarget>();
  const pageHeading = useRef<HTMLHeadingElement>(null);
  const attentionHeading = useRef<HTMLHeadingElement>(null);
  const availableHeading = useRef<HTMLHeadingElement>(null);
  const announcement = useStateAnnouncement(response.deliveries);

  const view = makeView(response, props.asked, place, t);
  const { rows } = view;
  const placeOf = (where: Place) =>
    view.places.length > 1 ? view.placeText(where) : undefined;
  const openedRow = [...rows.attention, ...rows.arrived].find(
    row => row.kind === 'delivery' && row.id === opened,
  );

  return (
    <>
      <PoliteStatus>{announcement}</PoliteStatus>
      <PageHeader
        title={t('tab.title', { name: props.title })}
        headingRef={pageHeading}
        summary={view.summary}
        place={
          view.places.length === 1 ? view.placeText(view.places[0]) : undefined
        }
        knowledge={view.knowledge}
        hasAge={response.bindings.length > 0}
        answeredAt={response.answeredAt}
        refreshError={refreshError}
        onRefresh={() => {
          props.onRefresh();
          refreshUsage();
        }}
      />
      <BindingNotices notices={view.bindingNotices} kind={props.kind} />
      {view.places.length > 1 && (
        <ChipFilter
          label={t('tab.filter')}
          all={t('tab.all')}
          choices={view.places.map(each => ({
            id: placeId(each),
            label: view.placeText(each),
          }))}
          chosen={view.chosenPlace}
          onChoose={setPlace}
        />
      )}
      {view.emptiness && (
        <EmptyNotice
          emptiness={view.emptiness}
          kind={props.kind}
          name={props.name}
          onRequest={() => availableHeading.current?.focus()}
        />
      )}
      <Section title={t('section.attention')} headingRef={attentionHeading}>
        {rows.attention.map(row =>
          row.kind === 'expected' ? (
            <ExpectedItem key={row.id} row={row} place={placeOf(row)} />
          ) : (
            <DeliveryItem
              key={row.id}
              row={row}
              usedBy={usedByOf(usage, row)}
              place={placeOf(row.delivery)}
              onOpen={chosen => open(row.id, chosen)}
            />
          ),
        )}
      </Section>
      <Section
        title={t('section.arrived')}
        hint={
          unpermitted.length > 0 && (
            <Typography variant="body2" color="textSecondary" gutterBottom>
              {t('usedBy.forbiddenHint', {
                namespaces: unpermitted.join(', '),
              })}
            </Typography>
          )
        }
      >
        {rows.arrived.map(row => (
          <DeliveryItem
            key={row.id}
            row={row}
            usedBy={usedByOf(usage, row)}
            place={placeOf(row.delivery)}
            onOpen={chosen => open(row.id, chosen)}
          />
        ))}
      </Section>
      <Section
        title={t('section.available')}
        headingRef={availableHeading}
        hint={
          !rows.available.some(({ requestable }) => requestable) && (
            <Typography variant="body2" color="textSecondary" gutterBottom>
              {response.requests.allowed
                ? t('available.nothing')
                : t('available.notAllowed', {
                    reason: sentence(response.requests.reason ?? ''),
                  })}
            </Typography>
          )
        }
      >
        {rows.available.map(item => (
          <AvailableItem
            key={`${placeId(item)}/${item.distribution}`}
            item={item}
            place={placeOf(item)}
            onRequest={() =>
              setTarget({
                action: 'add',
                cluster: item.cluster,
                namespace: item.namespace,
                distribution: item.distribution,
              })
            }
          />
        ))}
      </Section>
      {openedRow?.kind === 'delivery' && (
        <DeliveryDrawer
          row={openedRow}
          entityRef={props.entityRef}
          part={part}
          usedBy={usedByOf(usage, openedRow)}
          onRefreshUsage={refreshUsage}
          canGiveBack={view.canGiveBack(openedRow)}
          onClose={() => setOpened(undefined)}
          onGiveBack={change => {
            setOpened(undefined);
            refreshUsage();
            setTarget(change);
          }}
        />
      )}
      {target && (
        <RequestDialog
          entityRef={props.entityRef}
          target={target}
          mode={response.requests.mode}
          usage={usage}
          onApplied={applied => props.onApplied(target.action, applied)}
          onClose={() => setTarget(undefined)}
          onClosedAfterChange={() =>
            (attentionHeading.current ?? pageHeading.current)?.focus()
          }
        />
      )}
    </>
  );
}
