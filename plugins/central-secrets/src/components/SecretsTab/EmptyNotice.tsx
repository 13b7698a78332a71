import { EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ANNOTATION_KUBERNETES_NAMESPACE } from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import { stringify } from 'yaml';
import type { Emptiness } from '../../model/empty';
import { centralSecretsTranslationRef } from '../../translation';
import { CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';

/** Says how secrets get here, when there are none yet. */
export function EmptyNotice(props: {
  readonly emptiness: Emptiness;
  /** The entity's kind and name, such as `component` and `backstage`. */
  readonly kind: string;
  readonly name: string;
  readonly onRequest: () => void;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  if (props.emptiness === 'no-binding') {
    const annotation = stringify({
      metadata: {
        annotations: { [ANNOTATION_KUBERNETES_NAMESPACE]: props.name },
      },
    });
    return (
      <EmptyState
        missing="field"
        title={t('empty.noBindingTitle', { kind: props.kind })}
        description={
          <>
            {t('empty.noBinding')}
            <CodeBlock label={t('copy.yaml')} text={annotation} />
          </>
        }
        action={<CopyButton label={t('copy.yaml')} text={annotation} />}
      />
    );
  }
  return (
    <EmptyState
      missing="content"
      title={t('empty.nothingTitle')}
      description={t(`empty.${props.emptiness}`)}
      action={
        props.emptiness === 'nothing' ? (
          <Button variant="contained" color="primary" onClick={props.onRequest}>
            {t('empty.action')}
          </Button>
        ) : undefined
      }
    />
  );
}
