import { readSince } from './since';

describe('readSince', () => {
  it('reads each form', () => {
    expect(readSince('now')).toEqual({ kind: 'now' });
    expect(readSince('generation=3')).toEqual({
      kind: 'generation',
      generation: 3,
    });
  });

  it.each([
    ['2026-11-23T05:00:00Z', '2026-11-23T05:00:01.000Z'],
    ['2026-11-23T06:00:00+01:00', '2026-11-23T05:00:01.000Z'],
    ['2026-11-23T05:00:00.250Z', '2026-11-23T05:00:00.251Z'],
  ])('takes %s for the latest moment that it may mean', (text, latest) => {
    expect(readSince(text)).toEqual({
      kind: 'time',
      text,
      latest: Date.parse(latest),
    });
  });

  it.each([
    '',
    'yesterday',
    'generation=0',
    'generation=x',
    '2026-11-23',
    '2026-11-23T05:00:00',
    '2026-13-23T05:00:00Z',
  ])('refuses %j', text => {
    expect(readSince(text)).toBeUndefined();
  });
});
