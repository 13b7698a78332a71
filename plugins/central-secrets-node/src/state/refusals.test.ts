import { isRefusal } from './refusals';

describe('isRefusal', () => {
  it.each(['forbidden', 'unauthorized', 'not-installed'])(
    'holds where the API server answers %s',
    code => expect(isRefusal({ code })).toBe(true),
  );

  it.each(['connecting', 'unreachable', 'failing', 'of-a-newer-version'])(
    'does not hold for an error of the moment: %s',
    code => expect(isRefusal({ code })).toBe(false),
  );

  it('does not hold without an error', () => {
    expect(isRefusal(undefined)).toBe(false);
  });
});
