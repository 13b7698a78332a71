import {
  DEFAULT_DELIVERY_LIMITS,
  derivePush,
  findPushRivals,
  Observations,
  parseEvent,
  parseNamespace,
  parsePushSecret,
  parseStore,
  PathWriter,
  pushTargetsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { OBSERVED_KINDS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DemoCluster } from '../startDemoCluster';

/**
 * The pushes of the whole cluster as the plugin's own model derives them, by
 * `store/path`, each as `name: state cause`. Keys are taken for paths.
 */
export function derivePushes(
  { api }: DemoCluster,
  now: number,
): Record<string, string[]> {
  const observations = Object.fromEntries(
    OBSERVED_KINDS.map(kind => [kind, { observedAt: now }]),
  ) as Observations;
  const writers = new Map<string, PathWriter[]>();
  for (const push of api.list('PushSecret').map(parsePushSecret)) {
    for (const target of pushTargetsOf(push)) {
      const place = `${target.store.name}/${target.remoteKey}`;
      const all = writers.get(place) ?? [];
      const known = all.find(each => each.push === push);
      const writer = { push, entries: [...(known?.entries ?? []), target] };
      writers.set(place, [...all.filter(each => each !== known), writer]);
    }
  }
  const events = api.list('Event').map(parseEvent);
  return Object.fromEntries(
    [...writers].map(([place, all]) => {
      const [name, ...path] = place.split('/');
      const store = api.find({ kind: 'ClusterSecretStore', name });
      const { uid } = store?.metadata ?? {};
      const derived = all.map(writer => {
        const { push } = writer;
        const { state, cause } = derivePush({
          now,
          clusterNow: now,
          cluster: 'demo',
          limits: DEFAULT_DELIVERY_LIMITS,
          observations,
          observation: { observedAt: now },
          push,
          store: { kind: 'ClusterSecretStore', name },
          storeRecord: store && parseStore(store),
          storeWarning: events.find(
            event => event.involvedUid === uid && event.type === 'Warning',
          ),
          path: path.join('/'),
          namespace: parseNamespace(
            api.get({ kind: 'Namespace', name: push.namespace }),
          ),
          rivals: findPushRivals(writer, all),
        });
        return `${push.name}: ${[state, cause].filter(Boolean).join(' ')}`;
      });
      return [place, derived.sort()];
    }),
  );
}
