import { timestamp } from '../clock';
import { KubernetesObject, ObjectReference } from '../apiServer/objects';
import { withReady } from './conditions';
import { EventRecorder } from './eventRecorder';
import { ControllerContext, Outcome } from './context';
import { NoClientError, ValidationUnknownError } from './provider';
import { providerFor } from './providers';
import { StoreSpec } from './specs';
import { isOurs } from './stores';

/** How often a store is validated again (`--store-requeue-interval`). */
const DEFAULT_REFRESH_MS = 5 * 60_000;

const COMPONENTS: Record<string, string> = {
  ClusterSecretStore: 'cluster-secret-store',
  SecretStore: 'secret-store',
};

/** Validates stores, as `secretstore/common.go` does. */
export class StoreController {
  readonly #context: ControllerContext;

  constructor(context: ControllerContext) {
    this.#context = context;
  }

  reconcile(reference: ObjectReference): Outcome {
    const { api } = this.#context;
    const store = api.find(reference);
    if (!store || !isOurs(store)) {
      return {};
    }
    const spec = store.spec as StoreSpec;
    const events = new EventRecorder({
      ...this.#context,
      component: COMPONENTS[reference.kind],
    });
    try {
      providerFor(spec, this.#context.providerContext(store)).validate();
    } catch (error) {
      if (error instanceof ValidationUnknownError) {
        const reason = 'ValidationUnknown';
        events.record(store, 'Warning', reason, error.message);
        this.#writeStatus(store, {
          status: 'True',
          reason,
          message: 'could not determine validation status',
        });
        return { afterMs: nextValidationMs(spec) };
      }
      events.record(
        store,
        'Warning',
        'InvalidProviderConfig',
        (error as Error).message,
      );
      this.#writeStatus(store, {
        status: 'False',
        reason: 'InvalidProviderConfig',
        message:
          error instanceof NoClientError
            ? 'unable to create client'
            : 'unable to validate store',
      });
      return 'retry';
    }
    if (spec.provider.fake) {
      events.record(
        store,
        'Warning',
        'StoreUnmaintained',
        "store isn't currently maintained. Please plan and prepare accordingly.",
      );
    }
    events.record(store, 'Normal', 'Valid', 'store validated');
    this.#writeStatus(store, {
      status: 'True',
      reason: 'Valid',
      message: 'store validated',
    });
    return { afterMs: nextValidationMs(spec) };
  }

  #writeStatus(
    store: KubernetesObject,
    ready: { status: 'True' | 'False'; reason: string; message: string },
  ): void {
    const { api, clock } = this.#context;
    const { capabilities, conditions } = store.status ?? {};
    const isValid = ready.status === 'True';
    const status = {
      ...((isValid || capabilities) && { capabilities: 'ReadWrite' }),
      conditions: withReady(
        conditions,
        ready.status,
        ready.reason,
        ready.message,
        timestamp(clock.now()),
      ),
    };
    api.replace({ ...store, status }, { status: true });
  }
}

function nextValidationMs({ refreshInterval }: StoreSpec): number {
  return refreshInterval ? refreshInterval * 1_000 : DEFAULT_REFRESH_MS;
}
