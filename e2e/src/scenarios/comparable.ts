import {
  Delivery,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { plain } from './plain';

/**
 * The loser of a Secret gets two events, "already exists" and "unable to
 * mutate", and which of them is the newest depends on how its two attempts
 * fell: on the real operator, too, it is not the same every time.
 */
function isLoser({ cause }: Delivery): boolean {
  return cause === 'secret-owned-by-another';
}

/** What an answer says, less times and ids; `absent` where there is no row. */
export function comparable(delivery: Delivery | undefined): object | 'absent' {
  if (!delivery) {
    return 'absent';
  }
  const { state, cause, remedy, secret, store, warnings } = delivery;
  return {
    state,
    cause,
    summary: plain(renderMessage(delivery.summary)),
    evidence: delivery.evidence
      .filter(({ field }) => !(isLoser(delivery) && field.startsWith('event ')))
      .map(
        ({ kind, namespace, name, field, value }) =>
          `${kind} ${namespace ?? '-'}/${name} ${plain(field)}: ${plain(
            value,
          )}`,
      ),
    remedy: {
      by: remedy.by,
      text: plain(renderMessage(remedy)),
      command: remedy.command && plain(remedy.command),
    },
    secret,
    store,
    warnings: warnings.map(
      warning => `${warning.code}: ${plain(renderMessage(warning))}`,
    ),
    refreshIntervalMs: delivery.refreshIntervalMs,
    requestLabels: delivery.requestLabels,
  };
}
