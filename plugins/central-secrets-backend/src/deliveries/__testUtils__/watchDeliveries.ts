import { mockServices } from '@backstage/backend-test-utils';
import {
  DEFAULT_DELIVERY_LIMITS,
  deriveDelivery,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { BUILT_AT } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { createInventory } from '../../inventory';
import { Clock } from '../../kubernetes';
import { ControlledClock } from '../../kubernetes/__testUtils__/ControlledClock';
import { ScriptedApiServer } from '../../__testUtils__/ScriptedApiServer';
import { gatherDeliveries } from '../gather';

/**
 * An inventory that observes a scripted API server, and every state that each
 * delivery passes through, derived again in the tick of every change. Its time
 * begins when everything was built.
 *
 * @param namespaces - the only ones that may be read, by a Role in each; default: all
 */
export function watchDeliveries(namespaces?: readonly string[]) {
  const elapsed = new ControlledClock();
  const clock: Clock = {
    now: () => Date.parse(BUILT_AT) + elapsed.now(),
    setTimeout: (callback, ms) => elapsed.setTimeout(callback, ms),
    turn: () => elapsed.turn(),
  };
  const server = new ScriptedApiServer(clock);
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const inventory = createInventory({
    clusters: [{ name: 'hub', reader: server, namespaces }],
    logger,
    clock,
    random: () => 0,
  });
  const cluster = inventory.cluster('hub')!;
  let passed: Record<string, string[]> = {};

  function look(): void {
    const limits = DEFAULT_DELIVERY_LIMITS;
    const deliveries = cluster
      .namespaceRecords()
      .flatMap(namespace =>
        gatherDeliveries(cluster, namespace, { now: clock.now(), limits }),
      );
    for (const { input, distributionName, externalSecretName } of deliveries) {
      const name = distributionName ?? externalSecretName;
      const row = `${input.namespace.name}/${name}`;
      const { state, cause } = deriveDelivery(input);
      const said = state === 'failed' ? `${state}: ${cause}` : state;
      const before = passed[row] ?? [];
      if (before.at(-1) !== said) {
        passed[row] = [...before, said];
      }
    }
  }
  cluster.onChange(look);

  return {
    server,
    now: () => clock.now(),
    /** The states that each delivery passed through, by `namespace/name`. */
    passed: () => passed,
    /** Drops the recorded states and starts again from the current ones. */
    forget(): void {
      passed = {};
      look();
    },
    start: () => inventory.start(),
    /**
     * Advances the time; states that time alone changes are recorded at its
     * end.
     */
    async advance(ms: number): Promise<void> {
      await elapsed.advance(ms);
      look();
    },
    async stop(): Promise<void> {
      const stopped = inventory.stop();
      await elapsed.advance(0);
      await stopped;
    },
  };
}
