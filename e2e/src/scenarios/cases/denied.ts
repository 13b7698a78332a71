import { ScenarioCase } from '../scenario';
import { deliverOften, isReady, patchStore, requestFrom } from './storeScripts';

/** A store that is there, and does not let the namespace use it. */
export const DENIED_CASES: readonly ScenarioCase[] = [
  {
    name: 'denied-by-name',
    what: "The store's conditions name other namespaces",
    script: scene =>
      requestFrom(scene, { conditions: [{ namespaces: ['somewhere-else'] }] }),
    expected: {
      state: 'denied',
      evidence: 'denied by spec.condition',
      remedyBy: 'platform',
    },
  },
  {
    name: 'denied-by-label',
    what: "The store's conditions require a label that the namespace does not have",
    script: scene =>
      requestFrom(scene, {
        conditions: [{ namespaceSelector: { matchLabels: { tier: 'gold' } } }],
      }),
    expected: { state: 'denied', evidence: 'tier' },
  },
  {
    name: 'denied-by-pattern',
    what: "The store's conditions have a pattern that the namespace's name does not match",
    script: scene =>
      requestFrom(scene, { conditions: [{ namespaceRegexes: ['^team-'] }] }),
    expected: { state: 'denied', evidence: '^team-' },
  },
  {
    name: 'denied-later',
    what: "The store's conditions exclude the namespace after the delivery",
    script: async scene => {
      await deliverOften(scene);
      await patchStore(scene, { conditions: [{ namespaces: ['elsewhere'] }] });
      await scene.untilObject(
        'ExternalSecret',
        'to have been refused',
        isReady('False'),
      );
    },
    expected: {
      state: 'denied',
      warnings: ['earlier-copy-in-place'],
      evidence: 'denied by spec.condition',
    },
  },
  {
    name: 'denied-no-more',
    what: "The store's conditions include the namespace after the denial",
    script: async scene => {
      await requestFrom(scene, { conditions: [{ namespaces: ['elsewhere'] }] });
      await scene.until('denied');
      await patchStore(scene, { conditions: null });
    },
    expected: { state: 'synced', warnings: [] },
  },
  {
    name: 'allowed-by-label',
    what: "The store's conditions require a label that the namespace has",
    script: scene =>
      requestFrom(scene, {
        conditions: [
          {
            namespaceSelector: { matchLabels: { tier: 'silver' } },
          },
        ],
      }),
    expected: { state: 'synced', warnings: [] },
  },
];
