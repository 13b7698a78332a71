import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { messageText } from './messageText';
import { parseTime, universalText } from './time';
import type { Translate } from './translate';
import { stateText } from './words';

/** A fault that the platform team is told. */
type Fault = Pick<
  Delivery,
  'evidence' | 'remedy' | 'since' | 'state' | 'summary'
>;

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
  const head = t('message.head', {
    secret: delivery.secret.name,
    namespace: delivery.namespace,
    cluster: delivery.cluster,
    word: stateText(delivery.state, t),
  });
  const { distribution } = delivery;
  return faultMessage(
    delivery,
    {
      head,
      about: distribution && t('message.distribution', { name: distribution }),
      end: [
        t('message.entity', { entityRef: context.entityRef }),
        context.link,
      ],
    },
    t,
  );
}

/** The same of one hop of a chain, such as `PushSecret platform-data/postgres`. */
export function hopMessage(
  hop: Fault,
  context: {
    readonly name: string;
    readonly path: string;
    readonly cluster: string;
    readonly link: string;
  },
  t: Translate,
): string {
  const { name, path, cluster, link } = context;
  const word = stateText(hop.state, t);
  const head = t('message.hop', { name, path, cluster, word });
  return faultMessage(hop, { head, about: null, end: [link] }, t);
}

function faultMessage(
  fault: Fault,
  text: {
    readonly head: string;
    readonly about: string | null;
    readonly end: readonly string[];
  },
  t: Translate,
): string {
  const since = parseTime(fault.since);
  const evidence = fault.evidence.map(
    ({ kind, namespace, name, field, value }) =>
      `- ${kind} ${
        namespace ? `${namespace}/` : ''
      }${name}, ${field}: ${value}`,
  );
  return [
    since === undefined
      ? text.head
      : `${text.head} ${t('message.since', { time: universalText(since) })}`,
    messageText(fault.summary, t),
    text.about,
    evidence.length > 0 && t('message.evidence'),
    ...evidence,
    t('message.remedy', { text: messageText(fault.remedy, t) }),
    fault.remedy.command && `\`${fault.remedy.command}\``,
    ...text.end,
  ]
    .filter(line => line)
    .join('\n');
}
