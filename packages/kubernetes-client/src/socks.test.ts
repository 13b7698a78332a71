import {
  ConnectProxy,
  testCertificate,
  TestServer,
} from '@central-secrets/dev-tools';
import { SocksProxy, SocksProxyOptions } from './__testUtils__/SocksProxy';
import { TokenAuthentication } from './authentication';
import { HttpConnection } from './HttpConnection';

// Not `failOnLeaks`: the library's own timer of 30 s holds no process, and ends
// with nothing but time.

jest.setTimeout(60_000);

describe('HttpConnection through a SOCKS proxy', () => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()));
  });

  async function start(
    options?: SocksProxyOptions,
    protocol: 'http' | 'h2' = 'h2',
  ) {
    const server = await TestServer.start(protocol, (_, response) => {
      response.writeHead(200);
      response.end('answered');
    });
    const port = Number(new URL(server.url).port);
    const proxy = await SocksProxy.start(port, options);
    open.push(server, proxy);
    return proxy;
  }

  async function read(url: string, proxyUrl: string): Promise<string> {
    const connection = new HttpConnection({
      endpoint: {
        url,
        proxyUrl,
        ca: testCertificate().cert,
        serverName: 'localhost',
        skipTLSVerify: false,
      },
      authentication: new TokenAuthentication('not-a-real-token'),
    });
    open.unshift(connection);
    const response = await connection.request({ method: 'GET', path: '/' });
    return response.text();
  }

  it.each(['socks5', 'socks5h', 'socks'])(
    'reaches a server through %s://, and leaves the lookup to the proxy',
    async scheme => {
      const proxy = await start();
      await expect(
        read('https://hub.invalid:6443', `${scheme}://${proxy.address}`),
      ).resolves.toBe('answered');
      expect(proxy.asked).toEqual(['hub.invalid']);
    },
  );

  it('reaches a server without TLS', async () => {
    const proxy = await start({}, 'http');
    await expect(
      read('http://hub.invalid', `socks5://${proxy.address}`),
    ).resolves.toBe('answered');
  });

  it('sends the user and password of proxy-url', async () => {
    const proxy = await start({
      credentials: { user: 'ann', password: 'not@real' },
    });
    await expect(
      read('https://127.0.0.1:1', `socks5://ann:not%40real@${proxy.address}`),
    ).resolves.toBe('answered');
  });

  it.each([
    [
      'refused credentials',
      'ann:not-real@',
      { credentials: { user: 'ann', password: 'not-a-real-one' } },
      'Socks5 Authentication failed. Correct the user and password of proxy-url in the kubeconfig.',
    ],
    [
      'missing credentials',
      '',
      { credentials: { user: 'ann', password: 'not-a-real-one' } },
      'Received invalid Socks5 initial handshake (no accepted authentication type). Add a user and password to proxy-url in the kubeconfig.',
    ],
    [
      'an address that its rules refuse',
      '',
      { refuseWith: 2 },
      "Socks5 proxy rejected connection - NotAllowed. Allow this connection in the proxy's rules.",
    ],
    [
      'an API server that it cannot reach',
      '',
      { refuseWith: 5 },
      'Socks5 proxy rejected connection - ConnectionRefused. Check that the API server runs, and that the proxy can reach it.',
    ],
  ])('says what to do about %s', async (_, credentials, options, said) => {
    const proxy = await start(options);
    await expect(
      read(
        'https://hub.invalid:6443',
        `socks5://${credentials}${proxy.address}`,
      ),
    ).rejects.toThrow(
      new Error(
        `The proxy socks5://${proxy.address} did not connect to hub.invalid:6443: ${said}`,
      ),
    );
  });

  it('says that a proxy of another kind does not speak SOCKS', async () => {
    const proxy = await ConnectProxy.start();
    open.push(proxy);
    await expect(
      read('https://hub.invalid', `socks5://${proxy.address}`),
    ).rejects.toThrow(
      /^The proxy socks5:.* did not connect to hub.invalid:443: .*\. Check that it is a SOCKS proxy, and the scheme of proxy-url in the kubeconfig\.$/,
    );
  });
});
