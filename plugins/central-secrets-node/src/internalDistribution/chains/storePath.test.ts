import { storePathOf } from './storePath';

describe('storePathOf', () => {
  const v2 = { vault: { mount: 'secret', version: 'v2' } } as const;
  const v1 = { vault: { mount: 'secret', version: 'v1' } } as const;
  const unmounted = { vault: { version: 'v2' } } as const;

  it.each([
    [v2, 'platform-data/postgres/temporal', 'platform-data/postgres/temporal'],
    [v2, 'secret/platform-data/x', 'platform-data/x'],
    [v2, 'secret/data/platform-data/x', 'platform-data/x'],
    // The operator reads secret/data/data/x.
    [v2, 'data/x', 'data/x'],
    [v2, 'secrets/x', 'secrets/x'],
    [v1, 'secret/x', 'x'],
    [v1, 'secret/data/x', 'data/x'],
    [unmounted, 'secret/x', 'secret/data/x'],
    [unmounted, 'secret/data/x', 'secret/data/x'],
    [unmounted, 'team/kv/data/x', 'team/kv/data/x'],
    [{ vault: { version: 'v1' } } as const, 'secret/x', 'secret/x'],
    [{}, 'secret/data/x', 'secret/data/x'],
    [undefined, 'secret/data/x', 'secret/data/x'],
  ])('reads with %j the key %s at %s', (store, key, path) => {
    expect(storePathOf(store, key)).toBe(path);
  });
});
