import { unreachableStore } from '../../acceptance/manifests';
import { ScenarioCase } from '../scenario';
import {
  breakStore,
  deliverOften,
  ownStore,
  repairStore,
  requestFrom,
  untilStore,
} from './storeScripts';

/** A store that cannot be used. */
export const STORE_CASES: readonly ScenarioCase[] = [
  {
    name: 'store-forbidden',
    what: "The store's identity may not read Secrets at the source",
    script: scene => requestFrom(scene, { namespace: 'default' }),
    expected: {
      state: 'store-unavailable',
      cause: 'permission',
      summary: 'may not read Secrets at the source',
      evidence: 'client is not allowed to get secrets',
      remedyBy: 'platform',
    },
  },
  {
    name: 'store-unreachable',
    what: "No server answers at the store's address",
    script: async scene => {
      await scene.apply(
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'vault-token', namespace: 'default' },
          stringData: { token: scene.cluster.newValue() },
        },
        unreachableStore(scene.name),
      );
      await scene.request({ store: scene.name });
    },
    expected: {
      state: 'store-unavailable',
      cause: 'provider-unavailable',
      summary: 'the provider does not answer at its address',
      evidence: 'connection refused',
    },
  },
  {
    name: 'store-credential-missing',
    what: 'The Secret with the credential of the store does not exist',
    script: async scene => {
      const store: any = unreachableStore(scene.name);
      store.spec.provider.vault.auth.tokenSecretRef.name = 'gone';
      await scene.apply(store);
      await scene.request({ store: scene.name });
    },
    expected: {
      state: 'store-unavailable',
      cause: 'store-login',
      summary: 'its Secret gone in namespace default does not exist',
      evidence: 'cannot get Kubernetes secret "gone" from namespace "default"',
      remedyBy: 'platform',
    },
  },
  {
    name: 'store-missing',
    what: 'The store does not exist',
    script: scene => scene.request({ store: 'no-such-store' }),
    expected: {
      state: 'failed',
      cause: 'store-missing',
      evidence: 'could not get ClusterSecretStore "no-such-store"',
    },
  },
  {
    name: 'store-deleted',
    what: 'The store is deleted after the delivery',
    script: async scene => {
      await deliverOften(scene);
      await scene.remove('ClusterSecretStore');
    },
    expected: {
      state: 'failed',
      cause: 'store-missing',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'store-created-late',
    what: 'The store is created after the first attempt failed',
    script: async scene => {
      await scene.request({ store: scene.name });
      await scene.until('failed');
      await scene.apply(ownStore(scene));
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'store-outage',
    what: 'The store can no longer be used; the delivered Secret stays',
    script: async scene => {
      await deliverOften(scene);
      await breakStore(scene);
    },
    expected: {
      state: 'store-unavailable',
      cause: 'permission',
      warnings: ['earlier-copy-in-place'],
      evidence: 'client is not allowed to get secrets',
    },
  },
  {
    name: 'store-repaired',
    what: 'The store works again after an outage',
    script: async scene => {
      await deliverOften(scene);
      await breakStore(scene);
      await scene.until('store-unavailable');
      await repairStore(scene);
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'store-flapping',
    what: 'The store fails, works and fails again',
    script: async scene => {
      await deliverOften(scene);
      await breakStore(scene);
      await scene.until('store-unavailable');
      await repairStore(scene);
      await scene.until('synced');
      await breakStore(scene);
    },
    expected: {
      state: 'store-unavailable',
      cause: 'permission',
      warnings: ['earlier-copy-in-place'],
    },
  },
  {
    name: 'store-flapping-often',
    what: 'The store fails and works again many times, and works at the end',
    script: async scene => {
      await deliverOften(scene);
      for (let times = 0; times < 4; times += 1) {
        await breakStore(scene);
        await untilStore(scene, 'False');
        await repairStore(scene);
        await untilStore(scene, 'True');
      }
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'store-down-unnoticed',
    what: 'The store fails, and no refresh from it is due for an hour',
    script: async scene => {
      await scene.apply(ownStore(scene));
      await scene.deliver({ store: scene.name });
      await breakStore(scene);
      await untilStore(scene, 'False');
    },
    expected: { state: 'synced', warnings: ['store-not-ready'] },
    unknowable:
      'Whether the source still has the copied value: the operator does not read it before the next refresh',
  },
  {
    name: 'other-class',
    what: 'An operator of another controller class serves the store',
    script: async scene => {
      const store: any = ownStore(scene);
      store.spec.controller = 'another';
      await scene.apply(store);
      await scene.request({ store: scene.name });
      await scene.untilObject('ExternalSecret', 'to be there', Boolean);
    },
    expected: {
      state: 'pending',
      summary: 'belongs to controller class another',
      evidence: 'another',
      remedyBy: 'platform',
    },
  },
];
