import { syncedVersionOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { timestamp } from '../clock';
import { KubernetesObject } from '../apiServer/objects';
import { withReady } from './conditions';
import { ControllerContext, Outcome } from './context';
import { EventRecorder } from './eventRecorder';
import { setFinalizer } from './finalizers';
import { withCanonicalInterval } from './goDuration';
import { readSource } from './readSource';
import { nextRefreshMs, shouldRefresh } from './refresh';
import { isManaged, markAsManaged, orphansOf } from './secretMarks';
import {
  ExternalSecretSpec,
  ExternalSecretStatus,
  SecretValues,
} from './specs';
import { findStore, isOurs } from './stores';
import {
  isSecretValid,
  SecretIsOwnedError,
  SecretOwnershipError,
} from './targetSecret';
import { SecretIsImmutableError, writeSecret } from './writeSecret';

export const EXTERNAL_SECRET_FINALIZER =
  'externalsecrets.external-secrets.io/externalsecret-cleanup';

/** How long the real operator's cache does not know of a Secret that it has just written. */
const CACHE_DELAY_MS = 20;

/** The messages of the `Ready` condition. */
const MESSAGES = {
  synced: 'secret synced',
  retained: 'secret retained due to DeletionPolicy=Retain',
  deleted: 'secret deleted due to DeletionPolicy=Delete',
  orphaned: 'secret deleted because it was orphaned',
  missing: 'secret will not be created due to CreationPolicy=Merge',
  getFailed: 'could not get secret data from provider',
  updateFailed: 'could not update secret',
  immutable: 'could not update secret, target is immutable',
  isOwned: 'target is owned by another ExternalSecret',
  ownershipFailed: 'failed to take ownership of target secret',
};

/** Brings ExternalSecrets to their Secrets, as `externalsecret_controller.go` does. */
export class ExternalSecretController {
  readonly #context: ControllerContext;
  readonly #events: EventRecorder;
  /** When each Secret was last created here, by namespace and name. */
  readonly #createdAt = new Map<string, number>();

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#events = new EventRecorder({
      ...context,
      component: 'external-secrets',
    });
  }

  reconcile(namespace: string, name: string): Outcome {
    const { api, clock } = this.#context;
    const found = api.find({ kind: 'ExternalSecret', name, namespace });
    if (!found) {
      return {};
    }
    if (found.metadata.deletionTimestamp) {
      this.#finishDeletion(found);
      return {};
    }
    const externalSecret = setFinalizer(
      api,
      withCanonicalInterval(found),
      EXTERNAL_SECRET_FINALIZER,
      true,
    );
    const spec = externalSecret.spec as ExternalSecretSpec;
    const store = findStore(api, spec.secretStoreRef, namespace);
    if (store && !isOurs(store)) {
      return {};
    }
    const secretName = spec.target.name ?? name;
    const existing = api.find({ kind: 'Secret', name: secretName, namespace });
    if (existing && !isManaged(existing)) {
      // First of all, whatever comes of it: the operator's cache has no others.
      markAsManaged(api, externalSecret, existing);
      return { afterMs: 0 };
    }
    if (
      !shouldRefresh(externalSecret, clock.now()) &&
      isSecretValid(existing, spec)
    ) {
      return { afterMs: nextRefreshMs(externalSecret, clock.now()) };
    }

    let values: SecretValues;
    try {
      values = readSource(this.#context, externalSecret, reason =>
        this.#events.record(
          externalSecret,
          'Normal',
          'MissingProviderSecret',
          reason,
        ),
      );
    } catch (error) {
      this.#markFailed(externalSecret, MESSAGES.getFailed, error);
      return 'retry';
    }
    return this.#writeTarget(externalSecret, existing, values);
  }

  #writeTarget(
    externalSecret: KubernetesObject,
    existing: KubernetesObject | undefined,
    values: SecretValues,
  ): Outcome {
    const { metadata, spec, status } = externalSecret;
    const { target } = spec as ExternalSecretSpec;
    if (Object.keys(values).length === 0 && target.deletionPolicy !== 'Merge') {
      return target.deletionPolicy === 'Delete'
        ? this.#deleteTarget(externalSecret, existing)
        : this.#markDone(externalSecret, 'SecretSynced', MESSAGES.retained);
    }
    if (target.creationPolicy === 'None') {
      return this.#markDone(externalSecret, 'SecretSynced', MESSAGES.synced);
    }
    if (target.creationPolicy === 'Merge' && !existing) {
      return this.#markDone(externalSecret, 'SecretMissing', MESSAGES.missing);
    }

    const secretName = target.name ?? metadata.name;
    if (target.creationPolicy === 'Owner') {
      for (const orphan of orphansOf(
        this.#context.api,
        externalSecret,
        secretName,
      )) {
        this.#deleteSecret(externalSecret, orphan, MESSAGES.orphaned);
      }
    }
    try {
      const { api } = this.#context;
      const written = writeSecret(api, externalSecret, existing, values);
      if (written === 'created') {
        this.#createdAt.set(
          `${metadata.namespace}/${secretName}`,
          this.#context.clock.now(),
        );
      }
      if (written !== 'unchanged') {
        this.#events.record(
          externalSecret,
          'Normal',
          written === 'created' ? 'Created' : 'Updated',
          `secret ${written}`,
        );
      }
    } catch (error) {
      const binding = existing && secretName;
      if (error instanceof SecretIsOwnedError) {
        if (!status && this.#isJustWritten(metadata.namespace!, secretName)) {
          // The real operator's cache does not know the rival's Secret yet, so its first attempt is to create one.
          this.#recordFailure(
            externalSecret,
            `secrets "${secretName}" already exists`,
          );
        }
        this.#markFailed(externalSecret, MESSAGES.isOwned, error, binding);
        return {};
      }
      if (error instanceof SecretOwnershipError) {
        this.#markFailed(
          externalSecret,
          MESSAGES.ownershipFailed,
          error,
          binding,
        );
        return {};
      }
      if (error instanceof SecretIsImmutableError) {
        this.#markFailed(externalSecret, MESSAGES.immutable, error, binding);
        return {};
      }
      this.#markFailed(externalSecret, MESSAGES.updateFailed, error, binding);
      return 'retry';
    }
    return this.#markDone(
      externalSecret,
      'SecretSynced',
      MESSAGES.synced,
      secretName,
    );
  }

  #isJustWritten(namespace: string, name: string): boolean {
    const createdAt = this.#createdAt.get(`${namespace}/${name}`);
    return (
      createdAt !== undefined &&
      this.#context.clock.now() - createdAt <= CACHE_DELAY_MS
    );
  }

  #deleteTarget(
    externalSecret: KubernetesObject,
    existing: KubernetesObject | undefined,
  ): Outcome {
    if (existing) {
      this.#deleteSecret(externalSecret, existing, MESSAGES.deleted);
    }
    return this.#markDone(externalSecret, 'SecretDeleted', MESSAGES.deleted);
  }

  #deleteSecret(
    externalSecret: KubernetesObject,
    { metadata: { name, namespace } }: KubernetesObject,
    message: string,
  ): void {
    this.#context.api.delete({ kind: 'Secret', name, namespace });
    this.#events.record(externalSecret, 'Normal', 'Deleted', message);
  }

  #markDone(
    externalSecret: KubernetesObject,
    reason: string,
    message: string,
    binding?: string,
  ): Outcome {
    const { clock } = this.#context;
    const now = timestamp(clock.now());
    const before = (externalSecret.status ?? {}) as ExternalSecretStatus;
    const written = this.#writeStatus(externalSecret, {
      binding: binding ? { name: binding } : before.binding ?? { name: '' },
      conditions: withReady(before.conditions, 'True', reason, message, now),
      refreshTime: now,
      syncedResourceVersion: syncedVersionOf(externalSecret.metadata),
    });
    return { afterMs: nextRefreshMs(written, clock.now()) };
  }

  /** The condition says only what failed; why is said by the event alone. */
  #markFailed(
    externalSecret: KubernetesObject,
    message: string,
    cause: unknown,
    binding?: string,
  ): void {
    this.#recordFailure(externalSecret, (cause as Error).message);
    const before = (externalSecret.status ?? {}) as ExternalSecretStatus;
    this.#writeStatus(externalSecret, {
      binding: binding ? { name: binding } : before.binding ?? { name: '' },
      conditions: withReady(
        before.conditions,
        'False',
        'SecretSyncedError',
        message,
        timestamp(this.#context.clock.now()),
      ),
      refreshTime: before.refreshTime ?? null,
      ...(before.syncedResourceVersion && {
        syncedResourceVersion: before.syncedResourceVersion,
      }),
    });
  }

  #recordFailure(externalSecret: KubernetesObject, message: string): void {
    this.#events.record(externalSecret, 'Warning', 'UpdateFailed', message);
  }

  #writeStatus(
    { metadata: { name, namespace } }: KubernetesObject,
    status: ExternalSecretStatus,
  ): KubernetesObject {
    const { api } = this.#context;
    const current = api.get({ kind: 'ExternalSecret', name, namespace });
    return api.replace({ ...current, status }, { status: true });
  }

  /** An owned Secret goes by garbage collection; only deletionPolicy Delete removes it here. */
  #finishDeletion(externalSecret: KubernetesObject): void {
    const { api } = this.#context;
    const { name, namespace, uid } = externalSecret.metadata;
    const { target } = externalSecret.spec as ExternalSecretSpec;
    const secret = { kind: 'Secret', name: target.name ?? name, namespace };
    const owners = api.find(secret)?.metadata.ownerReferences ?? [];
    if (
      target.deletionPolicy === 'Delete' &&
      owners.some(owner => owner.uid === uid)
    ) {
      api.delete(secret);
    }
    setFinalizer(api, externalSecret, EXTERNAL_SECRET_FINALIZER, false);
  }
}
