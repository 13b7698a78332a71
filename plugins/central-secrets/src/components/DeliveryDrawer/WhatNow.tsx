import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { platformMessage } from '../../model/message';
import { lookOf } from '../../model/states';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';
import { Sentence } from '../common/Sentence';

const useStyles = makeStyles(
  theme => ({
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'CentralSecretsWhatNow' },
);

/**
 * The action that resolves the state, who can take it, and the message to send
 * them.
 */
export function WhatNow(props: {
  readonly delivery: Delivery;
  readonly entityRef: string;
  /** The number of pods that still use the previous value. */
  readonly oldPods: number;
}) {
  const { delivery } = props;
  const { by, command } = delivery.remedy;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const isSettled = lookOf(delivery.state).section === 'arrived';
  if (isSettled && by === 'nobody' && props.oldPods > 0) {
    return (
      <Typography variant="body2">
        <strong>{t('move.developer')}</strong>
        {': '}
        {t('usedBy.restart', { count: props.oldPods })}
      </Typography>
    );
  }
  if (isSettled && by === 'nobody') {
    return (
      <Typography variant="body2">
        <Sentence message={delivery.remedy} />
      </Typography>
    );
  }
  return (
    <>
      <Typography variant="body2">
        <strong>{actorText(by, t)}</strong>
        {': '}
        <Sentence message={delivery.remedy} />
      </Typography>
      {command && <CodeBlock label={t('copy.command')} text={command} />}
      <div className={classes.actions}>
        {command && <CopyButton label={t('copy.command')} text={command} />}
        {by === 'platform' && (
          <CopyButton
            label={t('copy.message')}
            text={platformMessage(
              delivery,
              { entityRef: props.entityRef, link: window.location.href },
              t,
            )}
          />
        )}
      </div>
    </>
  );
}
