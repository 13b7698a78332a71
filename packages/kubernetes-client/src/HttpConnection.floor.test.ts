import { dependencies } from '../package.json';
import { version } from 'undici-floor/package.json';

// An app's lock file may keep the oldest undici that this package accepts.
jest.mock('undici', () => jest.requireActual('undici-floor'));

describe('with the oldest undici that is accepted', () => {
  it('is tested with exactly that version', () => {
    expect(dependencies.undici).toBe(`^${version}`);
  });

  // Their tests, once more.
  require('./HttpConnection.test');
  require('./pings.test');
});
