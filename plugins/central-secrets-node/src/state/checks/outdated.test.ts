import { Change, childOf, syncedStatus } from '../../testUtils';
import {
  oauth,
  asking,
  store,
  derive,
  deriveChild,
  codesOf,
  awaitedMoments,
  evidenceOf,
} from '../__testUtils__/derive';

describe('outdated', () => {
  const changed = (spec: Change) =>
    deriveChild({
      metadata: { generation: 2 },
      spec,
      status: syncedStatus('oauth'),
    });

  it('needs nobody at first', () => {
    expect(changed({})).toMatchObject({
      state: 'outdated',
      remedy: { by: 'nobody' },
    });
  });

  it.each([
    ['1-f47fe3c0', 'generation 1'],
    [undefined, 'none'],
  ])('shows what was synced last: %s', (syncedResourceVersion, last) => {
    const derived = deriveChild({
      metadata: { generation: 2 },
      status: { ...syncedStatus('oauth'), syncedResourceVersion },
    });
    expect(evidenceOf(derived).slice(0, 2)).toEqual([
      'ExternalSecret oauth: metadata.generation = 2',
      `ExternalSecret oauth: status.syncedResourceVersion = ${last}`,
    ]);
  });

  it('awaits no moment where the operator writes only on a change', () => {
    const child = (refreshPolicy: string) =>
      childOf(oauth, 'app', {
        metadata: { generation: 2 },
        spec: { refreshPolicy },
        status: syncedStatus('oauth'),
      });
    const objects = [asking, oauth, store];
    expect(awaitedMoments([...objects, child('OnChange')])).toHaveLength(0);
    expect(awaitedMoments([...objects, child('Periodic')])).toEqual([
      Date.parse('2026-11-23T07:01:00Z'),
    ]);
  });

  it('stays where the operator never writes again, and needs somebody', () => {
    const derived = changed({ refreshPolicy: 'CreatedOnce' });
    expect(derived).toMatchObject({
      state: 'outdated',
      remedy: {
        by: 'platform',
        command: 'kubectl delete secret oauth -n app',
      },
    });
    expect(codesOf(derived)).toEqual(['refresh-disabled']);
  });

  it('goes before stale, and then needs a look at the operator', () => {
    const child = childOf(oauth, 'app', {
      metadata: { generation: 2 },
      status: syncedStatus('oauth'),
    });
    expect(
      derive([asking, oauth, child, store], {}, '2026-11-23T08:00:00Z'),
    ).toMatchObject({ state: 'outdated', remedy: { by: 'platform' } });
  });
});
