import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { memo, useId, useState } from 'react';
import { messageText } from '../../model/messageText';
import type { AvailableDistribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { StateLabel } from '../common/StateLabel';
import { Keys } from '../common/Keys';
import { RowLayout } from '../common/RowLayout';

function AvailableItemContent(props: {
  readonly item: AvailableDistribution;
  readonly place?: string;
  /** Stays the same function. */
  readonly onRequest: (item: AvailableDistribution) => void;
}) {
  const { item } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [isReasonShown, setReasonShown] = useState(false);
  const reasonId = useId();
  const name = item.distribution;
  const reason = item.reason && messageText(item.reason, t);

  const whyNot = item.reason && (
    <Button
      size="small"
      aria-label={t('available.whyNotOf', { name })}
      aria-expanded={isReasonShown}
      aria-controls={reasonId}
      onClick={() => setReasonShown(shown => !shown)}
    >
      {t('available.whyNot')}
    </Button>
  );

  return (
    <RowLayout
      state={<StateLabel state="not-requested" />}
      name={name}
      description={item.description}
      details={
        <>
          <Typography variant="body2" color="textSecondary">
            {item.secret.name !== name && (
              <>
                {item.secret.kind ?? t('step.secret')}{' '}
                <Code>{item.secret.name}</Code>
              </>
            )}
          </Typography>
          <Keys secret={item.secret} />
          <Typography variant="body2" id={reasonId} role="status">
            {isReasonShown && reason}
          </Typography>
        </>
      }
      aside={
        <>
          {item.documentationUrl && (
            <Link
              to={item.documentationUrl}
              aria-label={t('available.documentationOf', { name })}
            >
              {t('available.documentation')}
            </Link>
          )}
          {props.place && <div>{props.place}</div>}
        </>
      }
      action={
        item.requestable ? (
          <Button
            size="small"
            variant="contained"
            color="primary"
            aria-label={t('available.requestOf', { name })}
            onClick={() => props.onRequest(item)}
          >
            {t('available.request')}
          </Button>
        ) : (
          whyNot
        )
      }
    />
  );
}

/**
 * A distribution that the namespace does not have: to be asked for, or why not.
 * Rendered again only when it changed, not at each answer about deliveries.
 */
export const AvailableItem = memo(AvailableItemContent);
