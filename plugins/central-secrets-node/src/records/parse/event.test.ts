import { externalSecret, updateFailedEvent } from '../../testUtils';
import { parseEvent } from './event';

const at = (time: string) => Date.parse(time);

describe('parseEvent', () => {
  const about = externalSecret('e', 'app');

  it('keeps whom it is about, how often and when last, its text redacted', () => {
    const raw = updateFailedEvent(about, 'secret=canary went wrong', {
      count: 12,
      lastTimestamp: '2026-11-23T05:30:00Z',
    });
    expect(parseEvent(raw)).toMatchObject({
      namespace: 'app',
      involvedKind: 'ExternalSecret',
      involvedName: 'e',
      involvedUid: 'uid-of-externalsecret-app/e',
      type: 'Warning',
      reason: 'UpdateFailed',
      message: 'secret=[hidden] went wrong',
      count: 12,
      lastAt: at('2026-11-23T05:30:00Z'),
    });
  });

  it('reads an event of the newer API by its series, or its own time', () => {
    const none = {
      firstTimestamp: null,
      lastTimestamp: null,
      count: undefined,
    };
    const series = updateFailedEvent(about, 'm', {
      ...none,
      eventTime: '2026-11-23T05:10:00.000000Z',
      series: { count: 3, lastObservedTime: '2026-11-23T05:20:00.000000Z' },
    });
    expect(parseEvent(series)).toMatchObject({
      count: 3,
      lastAt: at('2026-11-23T05:20:00Z'),
    });
    const single = updateFailedEvent(about, 'm', {
      ...none,
      eventTime: '2026-11-23T05:10:00.000000Z',
    });
    expect(parseEvent(single)).toMatchObject({
      count: 1,
      lastAt: at('2026-11-23T05:10:00Z'),
    });
  });
});
