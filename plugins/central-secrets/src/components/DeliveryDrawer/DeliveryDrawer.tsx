import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { useId } from 'react';
import type { RequestTarget } from '../../hooks/useRequest';
import type { DeliveryRow } from '../../model/rows';
import type { UsedBy as KnownUsedBy } from '../../model/usedBy';
import { oldPodsOf } from '../../model/usedBy';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';
import { StateLabel } from '../common/StateLabel';
import { DrawerPart } from './DrawerPart';
import { Flow } from './Flow';
import { History } from './History';
import { Raw } from './Raw';
import { UsedBy } from './UsedBy';
import { UseIt } from './UseIt';
import { WhatNow } from './WhatNow';
import { Why } from './Why';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 'min(46rem, 100vw)',
      padding: theme.spacing(3),
      boxSizing: 'border-box',
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
    },
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
  const titleId = useId();

  const { distribution } = delivery;
  return (
    <Drawer
      open
      anchor="right"
      onClose={props.onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{ role: 'dialog', 'aria-labelledby': titleId }}
    >
      <header className={classes.head}>
        <div>
          <Typography id={titleId} variant="h5" component="h2">
            <Code>{delivery.secret.name}</Code>
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('row.place', {
              namespace: <Code>{delivery.namespace}</Code>,
              cluster: delivery.cluster,
            })}
            {delivery.description && ` · ${delivery.description}`}
          </Typography>
        </div>
        <IconButton
          edge="end"
          aria-label={t('drawer.close')}
          onClick={props.onClose}
        >
          <CloseIcon />
        </IconButton>
      </header>

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
      {delivery.involved && (
        <DrawerPart title={t('usedBy.title')}>
          <UsedBy
            namespace={delivery.namespace}
            usedBy={props.usedBy}
            onRetry={props.onRefreshUsage}
          />
        </DrawerPart>
      )}
      <DrawerPart title={t('drawer.use')} isAimedAt={props.part === 'use'}>
        <UseIt delivery={delivery} />
      </DrawerPart>
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
    </Drawer>
  );
}
