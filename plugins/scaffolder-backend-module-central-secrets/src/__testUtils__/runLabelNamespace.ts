import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  CentralSecretsClient,
  DeliveriesResponse,
  RequestBody,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { createLabelNamespaceAction } from '../actions';
import { deliveriesAnswer, delivery, requestAnswer } from './answers';

/** Where the client looks for the backend in tests. */
export const BASE_URL = 'http://backend.invalid/api/central-secrets';
const ENTITY_URL = `${BASE_URL}/v1/entities/default/component/backstage`;

/** A backend that remembers its requests and their users. */
export class FakeBackend {
  readonly requests: RequestBody[] = [];
  readonly tokens = new Set<string | null>();
  readonly #answers: {
    /** One after the other, the last for ever. */
    deliveries?: DeliveriesResponse[];
    request?: () => Response;
  };

  constructor(
    answers: {
      /** One after the other, the last for ever. */
      deliveries?: DeliveriesResponse[];
      request?: () => Response;
    } = {},
  ) {
    this.#answers = answers;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    this.tokens.add(request.headers.get('authorization'));
    switch (`${request.method} ${request.url}`) {
      case `GET ${ENTITY_URL}/deliveries`: {
        const { deliveries = [deliveriesAnswer(delivery())] } = this.#answers;
        return Response.json(
          deliveries.length > 1 ? deliveries.shift() : deliveries[0],
        );
      }
      case `POST ${ENTITY_URL}/requests`: {
        this.requests.push(await request.json());
        return this.#answers.request?.() ?? Response.json(requestAnswer());
      }
      default:
        throw new Error(`Nobody answers ${request.method} ${request.url}`);
    }
  };
}

/** An answer that says no, in Backstage's form. */
export function refusal(status: number, name: string, message: string) {
  return Response.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

const mockContext = createMockActionContext();
/** The user who started the task. */
export const alice = mockCredentials.user('user:default/alice');

/** Runs the action against a backend; time passes only while it sleeps. */
export async function run(
  backend: FakeBackend,
  input: Record<string, unknown>,
  {
    onLine,
    ...context
  }: {
    isDryRun?: boolean;
    signal?: AbortSignal;
    /** Also where the action fails. */
    onLine?: (line: string) => void;
  } = {},
) {
  let now = 0;
  const action = createLabelNamespaceAction({
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
  const log = (line: string) => {
    lines.push(line);
    onLine?.(line);
  };
  const logger = mockServices.logger.mock({
    info: log,
    warn: line => log(`warning: ${line}`),
  });
  await action.handler({
    ...mockContext,
    logger,
    input,
    ...context,
    getInitiatorCredentials: async () => alice,
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  } as any);
  return { outputs, lines };
}
