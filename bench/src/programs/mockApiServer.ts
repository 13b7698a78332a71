/** The mock API server, in a process of its own; takes one command per message. */
import { MockApiServer, MockFault } from '../load/MockApiServer';
import { MockCluster } from '../load/MockCluster';
import { Churn } from '../load/Churn';
import { answerCommands } from '../load/answerCommands';
import { Shape } from '../load/shape';

/** The commands that it accepts. */
export type MockCommand =
  | { command: 'start'; shape: Shape; tls: { key: string; cert: string } }
  | { command: 'counts' }
  | { command: 'fault'; fault: MockFault }
  | {
      command: 'churn';
      perSecond: number;
      deletions?: boolean;
      first?: number;
    }
  | { command: 'stop-churn' }
  | { command: 'delete'; index: number };

let cluster: MockCluster;
let server: MockApiServer;
let churn: Churn | undefined;

async function runCommand(command: MockCommand): Promise<unknown> {
  switch (command.command) {
    case 'start':
      cluster = new MockCluster(command.shape);
      server = new MockApiServer(cluster, command.tls);
      return server.listen();
    case 'counts':
      return server.takeCounts();
    case 'fault':
      return server.fault(command.fault);
    case 'churn':
      churn = new Churn(cluster, command);
      return churn.start();
    case 'stop-churn':
      return churn?.stop();
    case 'delete':
      return cluster.delete(command.index);
    default:
      throw new Error(`unknown command ${JSON.stringify(command)}`);
  }
}

answerCommands(runCommand);
