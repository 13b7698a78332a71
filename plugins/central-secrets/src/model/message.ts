import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { messageText } from './messageText';
import { parseTime, universalText } from './time';
import type { Translate } from './translate';
import { stateText } from './words';

/**
 * The text that a developer pastes into the platform team's channel: what,
 * where, since when, the evidence, what would help, and a link. It holds only
 * what the page shows.
 */
export function platformMessage(
  delivery: Delivery,
  context: { readonly entityRef: string; readonly link: string },
  t: Translate,
): string {
  const since = parseTime(delivery.since);
  const head = t('message.head', {
    secret: delivery.secret.name,
    namespace: delivery.namespace,
    cluster: delivery.cluster,
    word: stateText(delivery.state, t),
  });
  const evidence = delivery.evidence.map(
    ({ kind, namespace, name, field, value }) =>
      `- ${kind} ${
        namespace ? `${namespace}/` : ''
      }${name}, ${field}: ${value}`,
  );
  return [
    since === undefined
      ? head
      : `${head} ${t('message.since', { time: universalText(since) })}`,
    messageText(delivery.summary, t),
    delivery.distribution &&
      t('message.distribution', { name: delivery.distribution }),
    evidence.length > 0 && t('message.evidence'),
    ...evidence,
    t('message.remedy', { text: messageText(delivery.remedy, t) }),
    delivery.remedy.command && `\`${delivery.remedy.command}\``,
    t('message.entity', { entityRef: context.entityRef }),
    context.link,
  ]
    .filter(line => line)
    .join('\n');
}
