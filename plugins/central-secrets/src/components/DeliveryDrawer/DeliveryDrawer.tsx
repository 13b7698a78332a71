import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { RequestTarget } from '../../hooks/useRequest';
import type { DeliveryRow } from '../../model/rows';
import type { UsedBy as KnownUsedBy } from '../../model/usedBy';
import { oldPodsOf } from '../../model/usedBy';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';
import { SideDrawer } from '../common/SideDrawer';
import { StateLabel } from '../common/StateLabel';
import { DrawerPart } from '../common/DrawerPart';
import { Flow } from './Flow';
import { History } from './History';
import { Raw } from './Raw';
import { UsedBy } from './UsedBy';
import { UseIt } from './UseIt';
import { WhatNow } from './WhatNow';
import { Why } from './Why';

const useStyles = makeStyles(
  theme => ({
    state: { margin: theme.spacing(2, 0, 0.5) },
    footer: { marginTop: theme.spacing(4) },
  }),
  { name: 'CentralSecretsDeliveryDrawer' },
);

/** Everything that is known of one delivery. */
export function DeliveryDrawer(props: {
  readonly row: DeliveryRow;
  readonly entityRef: string;
  /** The part that the reader came for. */
  readonly part: 'why' | 'use';
  readonly usedBy: KnownUsedBy;
  readonly onRefreshUsage: () => void;
  readonly canGiveBack: boolean;
  readonly onClose: () => void;
  readonly onGiveBack: (target: RequestTarget) => void;
}) {
  const { delivery } = props.row;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();

  const { distribution } = delivery;
  // Only a Secret is used as one.
  const { kind } = delivery.secret;
  return (
    <SideDrawer
      title={<Code>{delivery.secret.name}</Code>}
      subtitle={
        <>
          {t('row.place', {
            namespace: <Code>{delivery.namespace}</Code>,
            cluster: delivery.cluster,
          })}
          {delivery.description && ` · ${delivery.description}`}
        </>
      }
      onClose={props.onClose}
    >
      <div className={classes.state}>
        <StateLabel state={delivery.state} />
      </div>
      <Typography variant="body1">
        <Sentence message={delivery.summary} />
      </Typography>

      <DrawerPart title={t('drawer.flow')}>
        <Flow delivery={delivery} />
      </DrawerPart>
      <DrawerPart title={t('drawer.why')}>
        <Why delivery={delivery} />
      </DrawerPart>
      <DrawerPart title={t('drawer.whatNow')}>
        <WhatNow
          delivery={delivery}
          entityRef={props.entityRef}
          oldPods={oldPodsOf(props.usedBy)}
        />
      </DrawerPart>
      {delivery.involved && !kind && (
        <DrawerPart title={t('usedBy.title')}>
          <UsedBy
            namespace={delivery.namespace}
            usedBy={props.usedBy}
            onRetry={props.onRefreshUsage}
          />
        </DrawerPart>
      )}
      {!kind && (
        <DrawerPart title={t('drawer.use')} isAimedAt={props.part === 'use'}>
          <UseIt delivery={delivery} />
        </DrawerPart>
      )}
      <DrawerPart title={t('drawer.history')}>
        <History delivery={delivery} />
      </DrawerPart>
      <DrawerPart title={t('drawer.raw')}>
        <Raw delivery={delivery} />
      </DrawerPart>

      {props.canGiveBack && distribution !== null && (
        <div className={classes.footer}>
          <Button
            variant="outlined"
            onClick={() =>
              props.onGiveBack({
                action: 'remove',
                cluster: delivery.cluster,
                namespace: delivery.namespace,
                distribution,
              })
            }
          >
            {t('drawer.giveBack')}
          </Button>
        </div>
      )}
    </SideDrawer>
  );
}
