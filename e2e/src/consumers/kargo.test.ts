import type { KubernetesObject } from '../framework/kubernetesApi';
import { findKargoCredentials } from './kargo';

function secret(
  name: string,
  values: Readonly<Record<string, string>>,
  type = 'git',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, labels: { 'kargo.akuity.io/cred-type': type } },
    data: Object.fromEntries(
      Object.entries({ username: name, password: 'p', ...values }).map(
        ([key, value]) => [key, Buffer.from(value).toString('base64')],
      ),
    ),
  };
}

const URL = 'https://git.example.test/shop/cart.git';

describe('findKargoCredentials', () => {
  const found = (secrets: KubernetesObject[], url = URL) =>
    findKargoCredentials(secrets, 'git', url)?.username;

  it('compares addresses and ignores letter case, .git and a slash at the end', () => {
    const one = secret('one', {
      repoURL: 'HTTPS://git.example.test/shop/cart',
    });
    expect(found([one])).toBe('one');
    expect(found([one], 'https://git.example.test/shop/cart/')).toBe('one');
    expect(found([one], 'https://git.example.test/shop/carts')).toBe(undefined);
  });

  it('returns the first by name, and only of its own kind', () => {
    const image = secret('a', { repoURL: URL }, 'image');
    const rows = [secret('c', { repoURL: URL }), secret('b', { repoURL: URL })];
    expect(found([...rows, image])).toBe('b');
    expect(found([image])).toBe(undefined);
  });

  it('reads a pattern only where the Secret declares one', () => {
    const pattern = { repoURL: '^https://git\\.example\\.test/' };
    expect(found([secret('a', pattern)])).toBe(undefined);
    expect(found([secret('a', { ...pattern, repoURLIsRegex: 'true' })])).toBe(
      'a',
    );
  });

  it('returns nothing for plain HTTP', () => {
    const url = 'http://git.example.test/shop/cart.git';
    expect(found([secret('a', { repoURL: url })], url)).toBe(undefined);
  });
});
