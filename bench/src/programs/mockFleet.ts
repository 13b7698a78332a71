/** Mock API servers of many clusters, in one process. */
import { Churn } from '../load/Churn';
import { MockApiServer } from '../load/MockApiServer';
import { MockCluster } from '../load/MockCluster';
import { answerCommands } from '../load/answerCommands';
import { Shape } from '../load/shape';

/** The commands that it accepts. */
export type FleetCommand =
  | {
      command: 'start';
      clusters: number;
      /** The shape of each cluster. */
      shape: Shape;
      tls: { key: string; cert: string };
    }
  /** Changes of each cluster. */
  | { command: 'churn'; perSecond: number }
  /** Returns when each change was sent, by cluster. */
  | { command: 'stop-churn' };

const clusters: MockCluster[] = [];
let churns: Churn[] = [];

async function runCommand(command: FleetCommand): Promise<unknown> {
  switch (command.command) {
    case 'start':
      for (let count = 0; count < command.clusters; count += 1) {
        clusters.push(new MockCluster(command.shape));
      }
      return Promise.all(
        clusters.map(cluster =>
          new MockApiServer(cluster, command.tls).listen(),
        ),
      );
    case 'churn':
      churns = clusters.map(cluster => new Churn(cluster, command));
      return churns.forEach(churn => churn.start());
    case 'stop-churn':
      return churns.map(churn => churn.stop());
    default:
      throw new Error(`unknown command ${JSON.stringify(command)}`);
  }
}

answerCommands(runCommand);
