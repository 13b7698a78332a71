/** The peer: client-node's informer over the same ExternalSecrets, used as its own example does. */
import {
  CustomObjectsApi,
  KubeConfig,
  KubernetesObject,
  makeInformer,
} from '@kubernetes/client-node';
import { Target } from '../load/startMock';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { stopwatch, Times } from './stopwatch';

export interface InformerResult extends Times {
  readonly count: number;
  readonly heapBytes: number;
  /** The reason why it did not finish. */
  readonly failure?: string;
}

const RESOURCE = {
  group: 'external-secrets.io',
  version: 'v1',
  resourcePlural: 'externalsecrets',
};

program<{ target: Target; expected: number }, InformerResult>(
  async ({ target, expected }) => {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name: 'hub',
          server: target.url,
          caData: Buffer.from(target.ca).toString('base64'),
        },
      ],
      users: [{ name: 'reader', token: target.token }],
      contexts: [{ name: 'hub', cluster: 'hub', user: 'reader' }],
      currentContext: 'hub',
    });
    const api = config.makeApiClient(CustomObjectsApi);
    const heapBefore = await settledHeap();
    const read = stopwatch(target);
    const informer = makeInformer<KubernetesObject>(
      config,
      '/apis/external-secrets.io/v1/externalsecrets',
      () => api.listCustomObjectForAllNamespaces(RESOURCE) as Promise<any>,
    );
    let failure: string | undefined;
    informer.on('error', error => {
      failure ??= String(error);
    });
    try {
      await informer.start();
    } catch (error) {
      failure ??= String(error);
    }
    const times = read();
    const count = informer.list().length;
    const heapBytes = (await settledHeap()) - heapBefore;
    await informer.stop();
    return {
      ...times,
      count,
      heapBytes,
      failure:
        failure ??
        (count === expected ? undefined : `it has ${count} of ${expected}`),
    };
  },
);
