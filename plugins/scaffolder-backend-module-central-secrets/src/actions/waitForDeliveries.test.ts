import {
  DeliveriesResponse,
  Delivery,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ResponseError } from '@backstage/errors';
import {
  deliveriesAnswer,
  delivery,
  failedDelivery,
} from '../__testUtils__/answers';
import { waitForDeliveries, WaitOptions } from './waitForDeliveries';

const pending = delivery({
  state: 'pending',
  summary: message('attempt-awaited'),
});
const target = {
  cluster: 'demo',
  namespace: 'backstage',
  distribution: 'application-docker-registry',
};

type Answer = Delivery | DeliveriesResponse | Error;

/** Answers one after the other, the last for ever; time passes only in sleep. */
function wait(answers: Answer[], options: Partial<WaitOptions> = {}) {
  let now = 1_000_000;
  let asked = 0;
  const lines: string[] = [];
  const result = waitForDeliveries({
    targetsIn: () => [target],
    action: 'add',
    limitMs: 60_000,
    read: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer instanceof Error) {
        throw answer;
      }
      return 'deliveries' in answer ? answer : deliveriesAnswer(answer);
    },
    log: line => lines.push(line),
    clock: () => now,
    sleep: async ms => {
      now += ms;
    },
    ...options,
  });
  return { result, lines, elapsedMs: () => now - 1_000_000 };
}

async function responseError(status: number, text: string) {
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error: { name: 'Error', message: text } }), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }) as any,
  );
}

describe('waitForDeliveries', () => {
  it('answers the delivery as soon as it is synced, and logs each change once', async () => {
    const { result, lines, elapsedMs } = wait([
      pending,
      pending,
      pending,
      delivery(),
    ]);

    await expect(result).resolves.toEqual([delivery()]);
    expect(elapsedMs()).toBe(3_000);
    expect(lines).toEqual([
      'application-docker-registry in demo/backstage is pending: The operator has not tried to sync it yet',
      'application-docker-registry in demo/backstage is synced: The Secret gh-docker-registry-creds is up to date',
    ]);
  });

  it('waits for every target', async () => {
    const other = delivery({ distribution: 'github-oauth-credentials' });
    const { result } = wait(
      [
        deliveriesAnswer(delivery(), { ...other, state: 'pending' }),
        deliveriesAnswer(delivery(), other),
      ],
      {
        targetsIn: () => [
          target,
          { ...target, distribution: 'github-oauth-credentials' },
        ],
      },
    );

    await expect(result).resolves.toEqual([delivery(), other]);
  });

  it('waits for a removed one until it is not requested', async () => {
    const gone = delivery({ state: 'not-requested' });
    const { result, elapsedMs } = wait([delivery(), gone], {
      action: 'remove',
    });

    await expect(result).resolves.toEqual([gone]);
    expect(elapsedMs()).toBe(1_000);
  });

  it('fails with cause and remedy when a delivery stays blocked for five seconds', async () => {
    const { result, elapsedMs } = wait([pending, failedDelivery()]);

    await expect(result).rejects.toThrow(
      "application-docker-registry in demo/backstage is failed (source-missing): The source secret does not exist. The platform team's move: Create the source secret where ClusterSecretStore central-secret-store reads, or correct remoteRef.key in ClusterExternalSecret application-docker-registry. The operator retries within 7 minutes. Command: kubectl get secrets",
    );
    expect(elapsedMs()).toBe(6_000);
  });

  it('forgives a failure that the operator mends by itself', async () => {
    const { result } = wait([
      failedDelivery(),
      failedDelivery(),
      pending,
      failedDelivery(),
      delivery(),
    ]);

    await expect(result).resolves.toHaveLength(1);
  });

  it('counts the five seconds from the last time at which nothing was blocked', async () => {
    const failed = failedDelivery();
    const { result } = wait([
      ...[failed, failed, failed, pending],
      ...[failed, failed, failed, failed, failed],
      delivery(),
    ]);

    await expect(result).resolves.toHaveLength(1);
  });

  it('goes on waiting while the store is unavailable', async () => {
    const unavailable = delivery({ state: 'store-unavailable' });
    const { result, elapsedMs } = wait([
      ...Array<Delivery>(20).fill(unavailable),
      delivery(),
    ]);

    await expect(result).resolves.toHaveLength(1);
    expect(elapsedMs()).toBe(20_000);
  });

  it('fails at the limit with the state it is in', async () => {
    const { result, elapsedMs } = wait([pending], { limitMs: 2_500 });

    await expect(result).rejects.toThrow(
      'Not arrived within 2.5 s. application-docker-registry in demo/backstage is pending: The operator has not tried to sync it yet',
    );
    expect(elapsedMs()).toBe(2_500);
  });

  it('tells at the limit only of what is missing, each on a line of its own', async () => {
    const named = (distribution: string) => ({ ...target, distribution });
    const of = (distribution: string, state: Delivery['state']) =>
      delivery({ distribution, state });
    const { result } = wait(
      [deliveriesAnswer(of('a', 'synced'), of('b', 'stale'))],
      {
        targetsIn: () => [named('a'), named('b'), named('c')],
        limitMs: 1_000,
      },
    );

    await expect(result).rejects.toThrow(
      /^Not arrived within 1 s\. b in demo\/backstage is stale: .*\nc in demo\/backstage is not to be seen$/,
    );
  });

  it('tells at the limit that a removed one is still there', async () => {
    const { result } = wait([delivery()], {
      action: 'remove',
      limitMs: 1_000,
    });

    await expect(result).rejects.toThrow(/^Not gone within 1 s\. /);
  });

  it('asks again when the backend is away for a moment', async () => {
    const { result, lines } = wait([
      new TypeError('fetch failed'),
      await responseError(503, 'starting'),
      await responseError(429, 'too many requests'),
      delivery(),
    ]);

    await expect(result).resolves.toHaveLength(1);
    expect(lines[0]).toContain('does not answer, asking again');
  });

  it('says that nobody answered when the backend stays away', async () => {
    const { result, lines } = wait([new TypeError('fetch failed')], {
      limitMs: 3_000,
    });

    await expect(result).rejects.toThrow(
      'Not arrived within 3 s. The central-secrets backend did not answer',
    );
    expect(lines).toHaveLength(4);
    expect(lines.join()).not.toContain('is not to be seen');
  });

  it('fails at once when the backend refuses to answer', async () => {
    const { result, elapsedMs } = wait([await responseError(403, 'no')]);

    await expect(result).rejects.toThrow('403');
    expect(elapsedMs()).toBe(0);
  });

  it.each([
    [429, true],
    [499, false],
    [500, true],
    [400, false],
  ])('asks again after the status %d: %s', async (status, isPatient) => {
    const { result, lines } = wait([
      await responseError(status, 'no'),
      delivery(),
    ]);

    await result.catch(() => undefined);
    expect(lines.length > 0).toBe(isPatient);
  });

  it('fails at once on an error that no time mends', async () => {
    const { result, elapsedMs } = wait([new SyntaxError('no JSON')]);

    await expect(result).rejects.toThrow('no JSON');
    expect(elapsedMs()).toBe(0);
  });

  it('ends when the task is cancelled', async () => {
    const controller = new AbortController();
    const { result } = wait([pending], {
      signal: controller.signal,
      sleep: async () => controller.abort(new Error('cancelled')),
    });

    await expect(result).rejects.toThrow('cancelled');
  });

  it.each(['constructor', 'paused'])(
    'waits through the state %j of a newer backend, and names it',
    async state => {
      const newer = failedDelivery({
        state,
        cause: 'new-cause',
        remedy: {
          by: state,
          code: 'new-code',
          parameters: { secret: 'new' },
          command: null,
        },
      });
      const { result, lines } = wait([newer, newer, delivery()]);
      await expect(result).resolves.toEqual([delivery()]);
      expect(lines[0]).toBe(
        `application-docker-registry in demo/backstage is ${state} (new-cause): The source secret does not exist`,
      );

      const { result: late } = wait([newer], { limitMs: 10_000 });
      await expect(late).rejects.toThrow(`${state}: new-code (secret: new)`);
    },
  );
});
