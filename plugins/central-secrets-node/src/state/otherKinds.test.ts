import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  Change,
  childOf,
  distribution,
  externalSecret,
  failedStatus,
  gatherInput,
  RawObject,
  syncedStatus,
  updateFailedEvent,
} from '../testUtils';
import { asking, NOW, store } from './__testUtils__/derive';
import { deriveDelivery } from './deriveDelivery';

const manifest = { apiVersion: 'v1', kind: 'ConfigMap' };

const settings = (spec: Change = {}) =>
  distribution('oauth', {
    spec: { externalSecretSpec: { target: { manifest }, ...spec } },
  });

const ready = (reason: string, message: string): RawObject => ({
  ...syncedStatus(''),
  conditions: [{ type: 'Ready', status: 'True', reason, message }],
});

/** What is said of a copy that writes a ConfigMap. */
function told(
  status: RawObject,
  {
    event,
    spec,
    more = [],
  }: { event?: string; spec?: Change; more?: RawObject[] } = {},
) {
  const of = settings(spec);
  const child = childOf(of, 'app', { metadata: { generation: 1 }, status });
  const { state, summary, remedy, warnings } = deriveDelivery(
    gatherInput(
      [
        asking,
        of,
        child,
        store,
        ...(event === undefined ? [] : [updateFailedEvent(child, event)]),
        ...more,
      ],
      { now: NOW },
    ),
  );
  return [
    state,
    renderMessage(summary),
    renderMessage(remedy),
    ...warnings.map(({ code }) => code),
  ];
}

describe('a delivery of another kind than Secret', () => {
  it('names the kind when it was written', () => {
    expect(told(ready('ResourceSynced', 'secret synced'))).toEqual([
      'synced',
      'The ConfigMap oauth is up to date',
      'No action needed. The operator reported at its last sync that this ConfigMap exists',
    ]);
  });

  it('is not taken for never written because none is bound', () => {
    const retained = 'secret retained due to DeletionPolicy=Retain';
    expect(told(ready('ResourceSynced', retained))[0]).toBe('synced');
  });

  it('names the kind where it does not exist', () => {
    expect(told(ready('ResourceMissing', ''))).toEqual([
      'failed',
      'The ConfigMap oauth to merge into does not exist, so nothing was written',
      'Create the ConfigMap oauth in namespace app: with creationPolicy Merge, the operator only adds to an existing object',
    ]);
    expect(told(ready('ResourceDeleted', ''))[1]).toBe(
      'The source no longer exists, and the ConfigMap oauth was deleted with it',
    );
  });

  it('names the kind where the API server refuses it', () => {
    const [, summary, remedy] = told(failedStatus('could not update secret'), {
      event: 'ConfigMap "oauth" is invalid: data: Too long',
      spec: {},
    });
    expect([summary, remedy]).toEqual([
      'The API server refuses the ConfigMap oauth as invalid',
      'Correct target.template or the keys in ClusterExternalSecret oauth, so that the result is a valid ConfigMap',
    ]);
  });

  it('names the kind where it is written once, and changed since', () => {
    const status = {
      ...ready('ResourceSynced', ''),
      syncedResourceVersion: '0-a',
    };
    const [state, , remedy] = told(status, {
      spec: { refreshPolicy: 'CreatedOnce' },
    });
    expect(state).toBe('outdated');
    expect(remedy).toBe(
      'The operator writes this ConfigMap once and ignores later changes. To have it written again, delete oauth; its consumers are without it for a moment',
    );
  });

  it('is not contested by a Secret of its name', () => {
    const namesake = externalSecret('namesake', 'app', {
      spec: { target: { name: 'oauth' } },
    });
    expect(
      told(ready('ResourceSynced', ''), { more: [namesake] }).slice(3),
    ).toEqual([]);
  });
});
