import { Change, childOf, syncedStatus } from '../../testUtils';
import {
  oauth,
  asking,
  store,
  derive,
  deriveChild,
  codesOf,
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
