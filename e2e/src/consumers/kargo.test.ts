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

  it('compares addresses without regard to letter case, .git and a last slash', () => {
    const one = secret('one', {
      repoURL: 'HTTPS://git.example.test/shop/cart',
    });
    expect(found([one])).toBe('one');
    expect(found([one], 'https://git.example.test/shop/cart/')).toBe('one');
    expect(found([one], 'https://git.example.test/shop/carts')).toBe(undefined);
  });

  it('takes the first by name, and of its own kind only', () => {
    const image = secret('a', { repoURL: URL }, 'image');
    const rows = [secret('c', { repoURL: URL }), secret('b', { repoURL: URL })];
    expect(found([...rows, image])).toBe('b');
    expect(found([image])).toBe(undefined);
  });

  it('reads a pattern only where the Secret says that it is one', () => {
    const pattern = { repoURL: '^https://git\\.example\\.test/' };
    expect(found([secret('a', pattern)])).toBe(undefined);
    expect(found([secret('a', { ...pattern, repoURLIsRegex: 'true' })])).toBe(
      'a',
    );
  });

  it('gives nothing to plain HTTP', () => {
    const url = 'http://git.example.test/shop/cart.git';
    expect(found([secret('a', { repoURL: url })], url)).toBe(undefined);
  });
});
