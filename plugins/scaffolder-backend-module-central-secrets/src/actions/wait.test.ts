import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { parse } from 'yaml';
import { deliveriesAnswer, delivery } from '../__testUtils__/answers';
import {
  alice,
  BASE_URL,
  FakeBackend,
} from '../__testUtils__/runLabelNamespace';
import { createWaitAction } from './wait';
import { examples } from './wait.examples';

const INPUT = {
  entityRef: 'component:default/backstage',
  distributions: ['application-docker-registry'],
};
const unconfirmed = {
  ...deliveriesAnswer(delivery()),
  bindings: deliveriesAnswer().bindings.map(binding => ({
    ...binding,
    confirmed: false,
    confirmedBy: null,
  })),
};

async function run(backend: FakeBackend, input: object, isDryRun = false) {
  let now = 0;
  const action = createWaitAction({
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    client: new CentralSecretsClient({
      discoveryApi: { getBaseUrl: async () => BASE_URL },
      fetchApi: { fetch: backend.fetch },
    }),
    clock: () => now,
    sleep: async ms => {
      now += ms;
    },
  });
  const outputs: Record<string, unknown> = {};
  const lines: string[] = [];
  const error = await action
    .handler({
      ...createMockActionContext(),
      logger: mockServices.logger.mock({ info: line => lines.push(line) }),
      input,
      isDryRun,
      getInitiatorCredentials: async () => alice,
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    } as any)
    .then(
      () => undefined,
      (thrown: Error) => thrown.message,
    );
  return { outputs, lines, error, elapsedSeconds: now / 1_000 };
}

describe('central-secrets:wait', () => {
  it('waits for the namespace of the entity and then for its secrets, and asks for nothing', async () => {
    const backend = new FakeBackend({
      deliveries: [
        unconfirmed,
        deliveriesAnswer(delivery({ state: 'pending' })),
        deliveriesAnswer(delivery()),
      ],
    });
    const { outputs, lines, error, elapsedSeconds } = await run(backend, INPUT);
    expect(error).toBeUndefined();
    expect(elapsedSeconds).toBe(2);
    expect(lines[0]).toBe(
      'component:default/backstage has no confirmed namespace yet',
    );
    expect(lines).toHaveLength(3);
    expect(outputs.deliveries).toEqual([
      expect.objectContaining({ namespace: 'backstage', state: 'synced' }),
    ]);
    expect(backend.requests).toEqual([]);
  });

  it('takes no delivery of an unconfirmed namespace for one of the entity, and says at the limit what is missing', async () => {
    const backend = new FakeBackend({ deliveries: [unconfirmed] });
    const { error, elapsedSeconds } = await run(backend, {
      ...INPUT,
      timeoutSeconds: 20,
    });
    expect(elapsedSeconds).toBe(20);
    expect(error).toBe(
      'Not arrived within 20 s. component:default/backstage has no confirmed namespace yet',
    );
  });

  it('waits in the named place alone', async () => {
    const { error } = await run(new FakeBackend(), {
      ...INPUT,
      namespace: 'another',
      cluster: 'demo',
      timeoutSeconds: 5,
    });
    expect(error).toContain(
      'has no confirmed namespace another in cluster demo yet',
    );
  });

  it('waits for a distribution that nobody has seen', async () => {
    const { error } = await run(new FakeBackend(), {
      ...INPUT,
      distributions: ['application-docker-registry', 'nope'],
      timeoutSeconds: 5,
    });
    expect(error).toBe(
      'Not arrived within 5 s. nope in demo/backstage is not to be seen',
    );
  });

  it('does not wait in a dry run', async () => {
    const backend = new FakeBackend({ deliveries: [unconfirmed] });
    const { lines, elapsedSeconds } = await run(backend, INPUT, true);
    expect(elapsedSeconds).toBe(0);
    expect(lines).toEqual([
      'Would wait for application-docker-registry of component:default/backstage',
    ]);
    expect([...backend.tokens]).toEqual([]);
  });

  it.each(examples)('runs the example: $description', async ({ example }) => {
    const [step] = parse(example).steps;
    expect(step.action).toBe('central-secrets:wait');
    const state = step.input.until === 'gone' ? 'not-requested' : 'synced';
    const { error } = await run(
      new FakeBackend({ deliveries: [deliveriesAnswer(delivery({ state }))] }),
      step.input,
    );
    expect(error).toBeUndefined();
  });
});
