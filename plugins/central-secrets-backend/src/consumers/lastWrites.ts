import {
  DeliveryLimits,
  ExternalSecretRecord,
  LastWrite,
  lastWriteOf,
  withEventTime,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { isFresh } from '../inventory/observation';
import { ClusterInventory } from '../inventory';
import { remembering } from './remembering';

/**
 * Answers when each Secret of a namespace was last written. The writers are
 * looked up once, and each Secret's writers are asked about once, however many
 * ExternalSecrets write one Secret.
 */
export function lastWrites(
  cluster: ClusterInventory,
  namespace: string,
  now: number,
  { observationMaxAgeMs }: DeliveryLimits,
): (secret: string) => LastWrite {
  const clusterNow = now + (cluster.clockOffsetMs() ?? 0);
  const areEventsKnown = isFresh(
    cluster.observations(namespace).events,
    now,
    observationMaxAgeMs,
  );
  const bySecret = new Map<string, ExternalSecretRecord[]>();
  for (const externalSecret of cluster.externalSecretsIn(namespace)) {
    const { name, spec } = externalSecret;
    if (spec.creationPolicy === 'None' || spec.targetKind) {
      continue;
    }
    const secret = targetOf(name, spec);
    const writers = bySecret.get(secret);
    if (writers) {
      writers.push(externalSecret);
    } else {
      bySecret.set(secret, [externalSecret]);
    }
  }
  return remembering((secret: string) =>
    lastWriteOf(
      (bySecret.get(secret) ?? []).map(externalSecret => ({
        externalSecret,
        events: cluster
          .eventsAbout(externalSecret)
          .map(event => withEventTime(event, clusterNow)),
        remembered: cluster.lastWriteTo(externalSecret),
      })),
      areEventsKnown,
    ),
  );
}
