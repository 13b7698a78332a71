import {
  InternalDistribution,
  Push,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { waitFor } from '@central-secrets/dev-tools';
import { secret } from '../acceptance/manifests';
import { BackstageClient } from '../framework/backstageClient';
import { PlainObject } from '../framework/objects';
import { Platform } from '../framework/platform';
import { decoded } from '../properties/observe';
import { planOf } from './planOf';

export const PRODUCER = 'chains-producer';
export const CONSUMER = 'chains-consumer';

/** How often the operator pushes and reads. */
export const INTERVAL_SECONDS = 4;

/** Longer than the pause of the operator after some failures. */
const LIMIT_MS = 150_000;

/** The objects of one chain, and how the backend sees it. */
export class WatchedChain {
  readonly path: string;
  readonly pushSecret: PlainObject;
  readonly externalSecret: PlainObject;

  constructor(
    readonly platform: Platform,
    readonly client: BackstageClient,
    /** Names the path, the source and the consumer's Secret. */
    readonly name: string,
  ) {
    const plan = planOf({
      data: 'secret',
      datasource: 'postgres',
      holder: name,
      producer: {
        namespace: PRODUCER,
        secret: name,
        keys: [{ key: 'password', property: 'password' }],
      },
      consumers: [{ namespace: CONSUMER, secret: name }],
      refreshInterval: `${INTERVAL_SECONDS}s`,
    });
    const [push, read] = plan.manifests as unknown as PlainObject[];
    this.path = plan.path;
    this.pushSecret = push;
    this.externalSecret = read;
  }

  /** The producer's Secret. */
  source(password: string): PlainObject {
    return secret(PRODUCER, this.name, {
      password,
    }) as unknown as PlainObject;
  }

  /** Applies all of it, and returns when it is synced. */
  async start(password: string, changesOfPush: object = {}): Promise<void> {
    const { spec } = this.pushSecret as unknown as { spec: object };
    await this.platform.controlPlane.kubectl.apply(
      this.source(password),
      { ...this.pushSecret, spec: { ...spec, ...changesOfPush } },
      this.externalSecret,
    );
    await this.until('synced', chain => chain.state === 'synced');
    await this.untilCopy(password);
  }

  /** What the consumer's Secret holds; undefined: there is none. */
  async copy(): Promise<string | undefined> {
    const found = await this.platform.api.get(
      `/api/v1/namespaces/${CONSUMER}/secrets/${this.name}`,
    );
    return found && decoded(found).password;
  }

  async untilCopy(password: string): Promise<void> {
    await waitFor(async () => (await this.copy()) === password, {
      reason: `the copy of ${this.path} to follow`,
      limitMs: LIMIT_MS,
    });
  }

  /** The chain as the backend answers it to the platform team. */
  async view(): Promise<InternalDistribution | undefined> {
    const { internalDistributions } = await this.client.internalDistributions(
      'petra',
      { search: this.path },
    );
    return internalDistributions.find(({ path }) => path === this.path);
  }

  /** @throws Error with the chain as it was last seen */
  async until(
    reason: string,
    holds: (chain: InternalDistribution) => boolean,
  ): Promise<InternalDistribution> {
    let last: InternalDistribution | undefined;
    return waitFor(
      async () => {
        last = await this.view();
        return last && holds(last) ? last : undefined;
      },
      {
        reason: `chain ${this.path} to be ${reason}`,
        limitMs: LIMIT_MS,
        describe: () => JSON.stringify(last),
      },
    );
  }

  /** Returns its only push in a state. */
  async untilPush(
    state: Push['state'],
    cause: Push['cause'] = null,
  ): Promise<{ chain: InternalDistribution; push: Push }> {
    const chain = await this.until(`pushed as ${state} ${cause}`, each =>
      each.pushes.every(push => push.state === state && push.cause === cause),
    );
    return { chain, push: chain.pushes[0] };
  }
}
