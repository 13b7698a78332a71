import { mockServices } from '@backstage/backend-test-utils';
import { readKnownAddresses, refusalOf } from './knownAddresses';

const known = readKnownAddresses(
  mockServices.rootConfig({
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: 'https://backstage.example/behind/a/proxy',
        cors: { origin: ['http://localhost:3000', 'https://*.example'] },
      },
    },
  }),
);
const status = (host?: string, origin?: string) =>
  refusalOf({ host, origin }, known)?.status;

describe('the addresses under which the example answers', () => {
  it.each([
    'localhost:7007',
    'localhost',
    'LOCALHOST:7007',
    '127.0.0.1:7007',
    '[::1]:7007',
    'backstage.example',
    'backstage.example:443',
  ])('are those of its configuration and of the machine: %s', host => {
    expect(status(host)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:7007',
    'localhost.evil.example',
    'evil-localhost',
    'localhost.',
    'sub.backstage.example',
    'x.example',
    '127.0.0.1.evil.example:7007',
    'evil.example@localhost',
    'localhost:7007@evil.example',
    'localhost, evil.example',
    'localhost/evil.example',
    '2130706433:7007',
    '192.168.0.7:7007',
    '0.0.0.0:7007',
  ])('are no others: %s', host => {
    expect(status(host)).toBe(421);
  });

  it('are asked by its own pages, and by what is no page', () => {
    expect(status('localhost:7007', 'http://localhost:3000')).toBeUndefined();
    expect(
      status('localhost:7007', 'https://backstage.example'),
    ).toBeUndefined();
    expect(status('localhost:7007')).toBeUndefined();
  });

  it.each([
    'https://evil.example',
    'http://localhost:8080',
    'https://localhost:3000',
    'http://localhost:3000.evil.example',
    'https://x.example',
    'null',
    '',
  ])('are not asked by other pages: %s', origin => {
    expect(status('localhost:7007', origin)).toBe(403);
  });

  it('are told in the refusal, and what was asked for is not repeated', () => {
    const refusal = refusalOf({ host: 'evil.example' }, known)!;
    expect(refusal.message).toContain(
      'it answers under localhost, 127.0.0.1, [::1], backstage.example',
    );
    expect(refusal.message).not.toContain('evil');
  });
});
