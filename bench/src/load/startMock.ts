import { generate } from 'selfsigned';
import type { MockCommand } from '../programs/mockApiServer';
import type { FleetCommand } from '../programs/mockFleet';
import { startProgram } from '../programs/runProgram';
import { Shape } from './shape';

/** How a program reaches an API server. */
export interface Target {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
  /** The process ids of the server's programs. */
  readonly processIds: readonly number[];
}

/** The mock API server, in a process of its own. */
export interface Mock {
  readonly target: Target;
  readonly pid: number;
  tell<T>(command: MockCommand): Promise<T>;
  stop(): void;
}

/** A program that answers each command with one message. */
interface CommandedProgram {
  readonly pid: number;
  tell<T>(command: object): Promise<T>;
  stop(): void;
}

function startCommandedProgram(program: string): CommandedProgram {
  const child = startProgram(program);
  const waiting = new Map<number, (answer: any) => void>();
  let count = 0;
  child.on('message', (answer: { id: number }) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return {
    pid: child.pid!,
    async tell<T>(command: object): Promise<T> {
      count += 1;
      const id = count;
      const answered = new Promise<{ result: T; error?: string }>(resolve => {
        waiting.set(id, resolve);
      });
      child.send({ ...command, id });
      const { result, error } = await answered;
      if (error !== undefined) {
        throw new Error(`${program}: ${error}`);
      }
      return result;
    },
    stop: () => child.kill('SIGKILL'),
  };
}

function certificate(): { key: string; cert: string } {
  const pems = generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}

const targetOf = (port: number, ca: string, pid: number): Target => ({
  url: `https://127.0.0.1:${port}`,
  ca,
  token: 'not-a-real-token',
  processIds: [pid],
});

/** Returns when it listens. */
export async function startMock(shape: Shape): Promise<Mock> {
  const mock = startCommandedProgram('mockApiServer');
  const tls = certificate();
  const port = await mock.tell<number>({ command: 'start', shape, tls });
  return { ...mock, target: targetOf(port, tls.cert, mock.pid) };
}

/** Mock API servers of many clusters, all in one process. */
export interface MockFleet {
  readonly targets: readonly Target[];
  tell<T>(command: FleetCommand): Promise<T>;
  stop(): void;
}

/** Returns when all listen. @param shape - of each */
export async function startFleet(
  clusters: number,
  shape: Shape,
): Promise<MockFleet> {
  const fleet = startCommandedProgram('mockFleet');
  const tls = certificate();
  const ports = await fleet.tell<number[]>({
    command: 'start',
    clusters,
    shape,
    tls,
  });
  return {
    ...fleet,
    targets: ports.map(port => targetOf(port, tls.cert, fleet.pid)),
  };
}
