import { testTranslate } from '../__testUtils__/translate';
import { cluster, response } from '../__testUtils__/fixtures';
import { whyNothing } from './whyNothing';

const why = (...parameters: Parameters<typeof response>) =>
  whyNothing(response(...parameters), testTranslate());

describe('why nothing can be requested', () => {
  it('is what the backend says, where the reader may not', () => {
    const requests = {
      mode: 'disabled',
      allowed: false,
      reason: { code: 'off', parameters: {} },
    } as const;
    const clusters = [cluster({ writable: false })];
    expect(why({ requests, clusters })).toBe('No requests possible: off.');
  });

  it('is the missing write credential, where no cluster has one', () => {
    const readOnly = cluster({ title: 'Production', writable: false });
    expect(why({ clusters: [readOnly] })).toBe(
      'No requests possible: no write credential is configured for Production.',
    );
    expect(why({ clusters: [readOnly, cluster({ name: 'edge' })] })).toBe(
      'No requests possible now. Each entry gives the reason.',
    );
  });

  it('is told by each one otherwise', () => {
    expect(why()).toBe(
      'No requests possible now. Each entry gives the reason.',
    );
    expect(why({ clusters: [] })).toBe(
      'No requests possible now. Each entry gives the reason.',
    );
  });
});
