import { StoreRecord } from '../../records';

/**
 * The path that the operator reads and writes for a key, in one spelling: keys
 * with the same path name the same value of the store. A provider other than
 * `vault` takes each key as it is.
 *
 * | Mount    | Version | Keys                                     | Path           |
 * | -------- | ------- | ---------------------------------------- | -------------- |
 * | `secret` | v2      | `a/b`, `secret/a/b`, `secret/data/a/b`   | `a/b`          |
 * | `secret` | v1      | `a/b`, `secret/a/b`                      | `a/b`          |
 * | –        | v2      | `secret/a/b`, `secret/data/a/b`          | `secret/data/a/b` |
 *
 * Source: `buildPath` in ESO's pkg/provider/vault/client_get.go at v0.20.4,
 * which both reads and pushes go through.
 *
 * @param store - undefined: nothing is known of it, and only equal keys are one path
 * @public
 */
export function storePathOf(
  store: Pick<StoreRecord, 'vault'> | undefined,
  key: string,
): string {
  const { mount, version } = store?.vault ?? {};
  if (mount !== undefined) {
    const start = `${mount}/`;
    if (!key.startsWith(start)) {
      return key;
    }
    const inside = key.slice(start.length);
    return version === 'v2' && inside.startsWith('data/')
      ? inside.slice('data/'.length)
      : inside;
  }
  if (version !== 'v2' || key.includes('/data/')) {
    return key;
  }
  const [first, ...rest] = key.split('/');
  return [first, 'data', ...rest].join('/');
}
