import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  AnswerTooLargeError,
  HttpConnection,
} from '@central-secrets/kubernetes-client';
import { ClusterApi, ConnectedApi, listAll } from './ClusterApi';

const MIB = 1024 * 1024;
const PATH = '/apis/external-secrets.io/v1/externalsecrets';

/** A server with objects of these lengths, whose answers are read up to 16 MiB. */
function serverOf(lengths: readonly number[]) {
  const asked: number[] = [];
  const api: ClusterApi = {
    server: 'https://hub.example',
    context: 'hub',
    ask: async (_method, path) => {
      const query = new URL(path, 'https://hub.example').searchParams;
      const limit = Number(query.get('limit'));
      const from = Number(query.get('continue') ?? 0);
      asked.push(limit);
      const page = lengths.slice(from, from + limit);
      if (page.reduce((sum, length) => sum + length, 0) > 16 * MIB) {
        throw new AnswerTooLargeError(path, 16 * MIB);
      }
      const next = from + limit;
      return {
        status: 200,
        body: {
          items: page.map((_, index) => from + index),
          metadata: next < lengths.length ? { continue: String(next) } : {},
        },
      };
    },
  };
  return { api, asked };
}

describe('listAll', () => {
  it('reads 300 objects of 1.2 MB, a few at a time', async () => {
    const { api, asked } = serverOf(Array(300).fill(1_200_000));
    await expect(listAll(api, PATH)).resolves.toHaveLength(300);
    expect(asked.slice(0, 7)).toEqual([500, 250, 125, 62, 31, 15, 7]);
  });

  it('reads full pages where their size allows it', async () => {
    const { api, asked } = serverOf(Array(1_200).fill(3_000));
    await expect(listAll(api, PATH)).resolves.toHaveLength(1_200);
    expect(asked).toEqual([500, 500, 500]);
  });

  it('keeps the query of a path', async () => {
    const paths: string[] = [];
    const { api } = serverOf(Array(600).fill(1));
    const ask: ClusterApi['ask'] = (method, path) => {
      paths.push(path);
      return api.ask(method, path);
    };
    const path = `${PATH}?labelSelector=a%3Dtrue`;
    await expect(listAll({ ...api, ask }, path)).resolves.toHaveLength(600);
    expect(paths).toEqual([
      `${PATH}?labelSelector=a%3Dtrue&limit=500`,
      `${PATH}?labelSelector=a%3Dtrue&limit=500&continue=500`,
    ]);
  });

  it('says that a single object is too large', async () => {
    const { api } = serverOf([1, 17 * MIB]);
    await expect(listAll(api, PATH)).rejects.toThrow(
      `cannot list ${PATH}: a single object is larger than 16 MiB, which is the most that is read`,
    );
  });
});

describe('ConnectedApi', () => {
  let server: Server | undefined;

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise(resolve => server?.close(resolve));
  });

  it('stops reading an answer without an end', async () => {
    server = createServer((_, response) => {
      const piece = Buffer.alloc(MIB, 'x');
      const send = () => {
        while (response.writable && response.write(piece)) {
          // More, until it has to wait.
        }
      };
      response.on('drain', send);
      send();
    });
    await new Promise<void>(resolve => {
      server!.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const api = new ConnectedApi({
      server: url,
      context: 'hub',
      connection: new HttpConnection({
        endpoint: { url, skipTLSVerify: false },
        authentication: {
          current: async () => ({ headers: {} }),
          refused: () => {},
        },
      }),
    });
    await expect(api.ask('GET', '/version')).rejects.toThrow(
      'The answer to /version is larger than 16 MiB, which is the most that is read',
    );
    await api.close();
  });
});
