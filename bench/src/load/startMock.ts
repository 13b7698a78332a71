import { generate } from 'selfsigned';
import { MockCommand } from '../programs/mockApiServer';
import { startProgram } from '../programs/runProgram';
import { Shape } from './shape';

/** How a program reaches an API server. */
export interface Target {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
  /** Of the server's programs. */
  readonly processIds: readonly number[];
}

/** The mock API server, in a process of its own. */
export interface Mock {
  readonly target: Target;
  readonly pid: number;
  tell<T>(command: MockCommand): Promise<T>;
  stop(): void;
}

/** Returns when it listens. */
export async function startMock(shape: Shape): Promise<Mock> {
  const pems = generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const child = startProgram('mockApiServer');
  const waiting = new Map<number, (answer: any) => void>();
  let count = 0;
  child.on('message', (answer: { id: number }) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const tell = async <T>(command: MockCommand): Promise<T> => {
    count += 1;
    const id = count;
    const answered = new Promise<{ result: T; error?: string }>(resolve => {
      waiting.set(id, resolve);
    });
    child.send({ ...command, id });
    const { result, error } = await answered;
    if (error !== undefined) {
      throw new Error(`the mock API server: ${error}`);
    }
    return result;
  };
  const port = await tell<number>({
    command: 'start',
    shape,
    tls: { key: pems.private, cert: pems.cert },
  });
  return {
    target: {
      url: `https://127.0.0.1:${port}`,
      ca: pems.cert,
      token: 'not-a-real-token',
      processIds: [child.pid!],
    },
    pid: child.pid!,
    tell,
    stop: () => child.kill('SIGKILL'),
  };
}
