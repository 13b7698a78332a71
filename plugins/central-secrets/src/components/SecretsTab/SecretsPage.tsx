import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  DeliveriesResponse,
  RequestResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import { useCallback, useRef, useState } from 'react';
import type { RequestTarget } from '../../hooks/useRequest';
import { useAddress } from '../../hooks/useAddress';
import { useAvailable } from '../../hooks/useAvailable';
import type { PollClock } from '../../hooks/pollClock';
import { useStateAnnouncement } from '../../hooks/useStateAnnouncement';
import { useUsage } from '../../hooks/useUsage';
import type { Place } from '../../model/places';
import { placeId } from '../../model/places';
import type { AskedChange } from '../../model/asked';
import type { AvailableDistribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import { whyNothing } from '../../model/whyNothing';
import { unpermittedIn, usedByOf } from '../../model/usedBy';
import { makeView } from '../../model/view';
import { withAvailable } from '../../model/withAvailable';
import { centralSecretsTranslationRef } from '../../translation';
import { ChipFilter } from '../common/ChipFilter';
import { PoliteStatus } from '../common/PoliteStatus';
import { DeliveryDrawer } from '../DeliveryDrawer/DeliveryDrawer';
import { RequestDialog } from '../RequestDialog/RequestDialog';
import { TravelButton } from '../TravelForm/TravelButton';
import { EntityChainsSection } from '../Chains/EntityChainsSection';
import { AvailableSection } from './AvailableSection';
import { BindingNotices } from './BindingNotices';
import { DeliveryItem } from './DeliveryItem';
import { EmptyNotice } from './EmptyNotice';
import { ExpectedItem } from './ExpectedItem';
import { PullRequestItem } from './PullRequestItem';
import { LeftOutNotice } from '../common/LeftOutNotice';
import { PageHeader } from '../common/PageHeader';
import { Section } from '../common/Section';

/** The content of the Secrets tab once there is an answer. */
export function SecretsPage(props: {
  readonly entityRef: string;
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly response: DeliveriesResponse;
  readonly refreshError?: Error;
  readonly asked: readonly AskedChange[];
  readonly clock: PollClock;
  readonly onRefresh: () => void;
  readonly onApplied: (
    action: AskedChange['action'],
    response: RequestResponse,
  ) => void;
}) {
  const { refreshError } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [place, setPlace] = useAddress('place');
  const [search, setSearch] = useAddress('search');
  const [opened, setOpened] = useAddress('delivery');
  const [part, setPart] = useState<'why' | 'use'>('why');
  // An older backend lists them instead.
  const count =
    props.response.availableCount ?? props.response.available.length;
  const offered = useAvailable(props.entityRef, { search, count }, props.clock);
  const response = withAvailable(props.response, offered.state);
  const { usage, refresh: refreshUsage } = useUsage(
    props.entityRef,
    response.deliveries.some(({ involved }) => involved),
    props.clock,
  );
  const unpermitted = unpermittedIn(usage);
  const open = useCallback(
    (id: string, chosen: 'why' | 'use') => {
      refreshUsage();
      setPart(chosen);
      setOpened(id);
    },
    [refreshUsage, setOpened],
  );
  const [target, setTarget] = useState<RequestTarget>();
  const request = useCallback(
    ({ cluster, namespace, distribution }: AvailableDistribution) =>
      setTarget({ action: 'add', cluster, namespace, distribution }),
    [],
  );
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
          offered.refresh();
          refreshUsage();
        }}
      />
      <LeftOutNotice texts={view.leftOutTexts} />
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
              usage={usage}
              place={placeOf(row.delivery)}
              onOpen={open}
            />
          ),
        )}
      </Section>
      <Section title={t('section.pullRequests')}>
        {rows.pullRequests.map(pullRequest => (
          <PullRequestItem
            key={pullRequest.url}
            pullRequest={pullRequest}
            place={placeOf(pullRequest)}
          />
        ))}
      </Section>
      <Section
        title={t('section.arrived')}
        hint={
          unpermitted.length > 0 && (
            <Typography variant="body2" gutterBottom>
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
            usage={usage}
            place={placeOf(row.delivery)}
            onOpen={open}
          />
        ))}
      </Section>
      <EntityChainsSection
        entityRef={props.entityRef}
        isBound={response.bindings.length > 0}
        clock={props.clock}
      />
      <AvailableSection
        state={offered.state}
        items={rows.available}
        count={count}
        search={search}
        whyNothing={whyNothing(response, t)}
        headingRef={availableHeading}
        placeOf={placeOf}
        onSearch={setSearch}
        onShowMore={offered.showMore}
        onRetry={offered.refresh}
        onRequest={request}
      />
      <TravelButton />
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
