import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { useId, useState } from 'react';
import { secretPresence } from '../../model/flow';
import type { UsageKind } from '../../model/usage';
import { usagesOf } from '../../model/usage';
import { centralSecretsTranslationRef } from '../../translation';
import { CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';
import { Keys } from '../common/Keys';

/** Ready YAML for the ways in which a pod can use the Secret. */
export function UseIt({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const id = useId();
  const [chosen, setChosen] = useState<UsageKind>();
  const presence = secretPresence(delivery);
  const usages = usagesOf(delivery.secret);
  const usage = usages.find(({ kind }) => kind === chosen) ?? usages[0];

  return (
    <>
      {presence !== 'there' && (
        <Typography variant="body2">{t(`use.${presence}`)}</Typography>
      )}
      {delivery.secret.keyPurposes && <Keys secret={delivery.secret} />}
      <Tabs
        value={usage.kind}
        onChange={(_event, kind) => setChosen(kind)}
        aria-label={t('use.tabs')}
        indicatorColor="primary"
        variant="scrollable"
        scrollButtons="off"
      >
        {usages.map(({ kind }) => (
          <Tab
            key={kind}
            value={kind}
            label={t(`use.${kind}`)}
            id={`${id}-${kind}`}
            aria-controls={`${id}-panel`}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${usage.kind}`}
      >
        <Typography variant="body2" color="textSecondary">
          {t(`use.${usage.kind}Hint`)}
        </Typography>
        {usage.kind === 'key' && !delivery.secret.keys?.length && (
          <Typography variant="body2">{t('use.unknownKeys')}</Typography>
        )}
        {usage.skippedKeys.length > 0 && (
          <Typography variant="body2">
            {t('use.skippedKeys', { keys: usage.skippedKeys.join(', ') })}
          </Typography>
        )}
        <CodeBlock label={t(`use.${usage.kind}`)} text={usage.yaml} />
        <CopyButton label={t('copy.yaml')} text={usage.yaml} />
      </div>
    </>
  );
}
