import { syncedVersionOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';
import { timestamp } from '../clock';
import { KubernetesObject } from '../apiServer/objects';
import { withReady } from './conditions';
import { ControllerContext, Outcome } from './context';
import { EventRecorder } from './eventRecorder';
import { setFinalizer } from './finalizers';
import { Provider } from './provider';
import { providerFor } from './providers';
import {
  entryTitle,
  merged,
  Pushed,
  pushEntry,
  referenceOf,
} from './pushValues';
import { secretValuesOf } from './secretValues';
import { PushSecretSpec, PushSecretStatus } from './specs';
import {
  admits,
  findStore,
  isOurs,
  storeNotAllowed,
  storeNotFound,
} from './stores';

export const PUSH_SECRET_FINALIZER = 'pushsecret.externalsecrets.io/finalizer';

/** How much later than its interval the real operator looks again. */
const LATER_MS = 5_000;

/**
 * Brings PushSecrets to their stores, as `pushsecret_controller.go` does.
 * Sources are Secrets with a name; stores have one too.
 */
export class PushSecretController {
  readonly #context: ControllerContext;
  readonly #events: EventRecorder;

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#events = new EventRecorder({ ...context, component: 'pushsecret' });
  }

  reconcile(namespace: string, name: string): Outcome {
    const { api, clock } = this.#context;
    const found = api.find({ kind: 'PushSecret', name, namespace });
    if (!found) {
      return {};
    }
    if (found.metadata.deletionTimestamp) {
      return this.#finishDeletion(found);
    }
    const push = setFinalizer(
      api,
      found,
      PUSH_SECRET_FINALIZER,
      (found.spec as PushSecretSpec).deletionPolicy === 'Delete',
    );
    const waitMs = untilRefreshMs(push, clock.now());
    if (waitMs !== undefined) {
      return Number.isFinite(waitMs) ? { afterMs: waitMs } : {};
    }
    return this.#push(push);
  }

  #push(push: KubernetesObject): Outcome {
    const { api } = this.#context;
    const { namespace } = push.metadata;
    const { selector, secretStoreRefs, data } = push.spec as PushSecretSpec;
    const source = api.find({
      kind: 'Secret',
      name: selector.secret.name,
      namespace,
    });
    if (!source) {
      return this.#markFailed(push, 'could not get source secret');
    }
    const stores: KubernetesObject[] = [];
    for (const reference of secretStoreRefs) {
      const store = findStore(api, reference, namespace!);
      if (!store) {
        return this.#markFailed(push, storeNotFound(reference));
      }
      stores.push(store);
    }
    const ours = stores.filter(isOurs);
    if (ours.length === 0) {
      return {};
    }
    const values = secretValuesOf(source);
    const pushed: Pushed = {};
    try {
      for (const store of ours) {
        const written = (pushed[titleOf(store)] ??= {});
        const provider = this.#clientOf(store, namespace!);
        for (const entry of data) {
          pushEntry(provider, entry, values, {
            store: store.metadata.name,
            ifNotExists: push.spec.updatePolicy === 'IfNotExists',
          });
          written[entryTitle(entry)] = entry;
        }
      }
    } catch (error) {
      return this.#markFailed(
        push,
        `set secret failed: ${(error as Error).message}`,
        pushed,
      );
    }
    return this.#markDone(push, pushed);
  }

  /** @throws Error in the operator's words */
  #clientOf(store: KubernetesObject, namespace: string): Provider {
    const { api, providerContext } = this.#context;
    const { name } = store.metadata;
    try {
      if (
        store.kind === 'ClusterSecretStore' &&
        !admits(api, store, namespace)
      ) {
        throw new Error(storeNotAllowed(name, namespace));
      }
      return providerFor(store.spec, providerContext(store));
    } catch (error) {
      throw new Error(
        `could not get secrets client for store ${name}: ${
          (error as Error).message
        }`,
      );
    }
  }

  /** With `deletionPolicy: Delete`, the values go first. */
  #finishDeletion(push: KubernetesObject): Outcome {
    const { api } = this.#context;
    const { finalizers = [], namespace } = push.metadata;
    if (!finalizers.includes(PUSH_SECRET_FINALIZER)) {
      return {};
    }
    const { syncedPushSecrets = {} } = (push.status ?? {}) as PushSecretStatus;
    for (const [title, entries] of Object.entries(syncedPushSecrets)) {
      const [kind, name] = title.split('/');
      const store = findStore(api, { kind, name }, namespace!);
      try {
        if (!store) {
          throw new Error(
            `could not get secrets client for store ${title}: ${storeNotFound({
              kind,
              name,
            })}`,
          );
        }
        const provider = this.#clientOf(store, namespace!);
        Object.values(entries).forEach(entry =>
          provider.deleteSecret(referenceOf(entry)),
        );
      } catch (error) {
        return this.#markFailed(
          push,
          `Failed to Delete Secrets from Provider: ${(error as Error).message}`,
        );
      }
    }
    setFinalizer(api, push, PUSH_SECRET_FINALIZER, false);
    return {};
  }

  #markFailed(
    push: KubernetesObject,
    message: string,
    pushed?: Pushed,
  ): Outcome {
    this.#events.record(push, 'Warning', 'Errored', message);
    const before = (push.status ?? {}) as PushSecretStatus;
    this.#writeStatus(push, {
      ...before,
      conditions: this.#conditions(before, 'False', 'Errored', message),
      syncedPushSecrets: merged(pushed, before.syncedPushSecrets),
    });
    return 'retry';
  }

  #markDone(push: KubernetesObject, pushed: Pushed): Outcome {
    const { clock } = this.#context;
    const { updatePolicy, refreshInterval } = push.spec as PushSecretSpec;
    const message =
      updatePolicy === 'IfNotExists'
        ? 'PushSecret synced successfully. Existing secrets in providers unchanged.'
        : 'PushSecret synced successfully';
    this.#events.record(push, 'Normal', 'Synced', message);
    this.#writeStatus(push, {
      conditions: this.#conditions(
        (push.status ?? {}) as PushSecretStatus,
        'True',
        'Synced',
        message,
      ),
      refreshTime: timestamp(clock.now()),
      syncedPushSecrets: pushed,
      syncedResourceVersion: syncedVersionOf(push.metadata),
    });
    const intervalMs = parseGoDuration(refreshInterval);
    // One more: the interval must have passed, not just be reached.
    return intervalMs > 0 ? { afterMs: intervalMs + 1 } : {};
  }

  #conditions(
    before: PushSecretStatus,
    status: 'True' | 'False',
    reason: string,
    message: string,
  ) {
    const now = timestamp(this.#context.clock.now());
    return withReady(before.conditions, status, reason, message, now);
  }

  #writeStatus(
    { metadata: { name, namespace } }: KubernetesObject,
    status: PushSecretStatus,
  ): void {
    const { api } = this.#context;
    const current = api.get({ kind: 'PushSecret', name, namespace });
    api.replace({ ...current, status }, { status: true });
  }
}

/** How long a PushSecret is left alone; undefined: it is due. */
function untilRefreshMs(
  { metadata, spec, status = {} }: KubernetesObject,
  now: number,
): number | undefined {
  const { refreshTime, syncedResourceVersion } = status as PushSecretStatus;
  const intervalMs = parseGoDuration((spec as PushSecretSpec).refreshInterval);
  if (syncedResourceVersion !== syncedVersionOf(metadata) || !refreshTime) {
    return undefined;
  }
  if (intervalMs === 0) {
    return Infinity;
  }
  const dueAt = Date.parse(refreshTime) + intervalMs;
  return dueAt < now ? undefined : dueAt - now + LATER_MS;
}

function titleOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}
