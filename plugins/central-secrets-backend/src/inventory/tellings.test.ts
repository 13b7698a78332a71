import { mockServices } from '@backstage/backend-test-utils';
import {
  clusterSecretStore,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { failOnLeaks } from '@central-secrets/dev-tools';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { ControlledClock } from '../kubernetes/__testUtils__/ControlledClock';
import { createInventory } from './createInventory';
import { Inventory } from './types';

failOnLeaks();

describe('those who listen to an inventory', () => {
  let clock: ControlledClock;
  let server: ScriptedApiServer;
  let inventory: Inventory;
  /** Each as `kind` or `kind/namespace`. */
  let told: string[];

  beforeEach(async () => {
    clock = new ControlledClock();
    server = new ScriptedApiServer(clock);
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    inventory = createInventory({
      clusters: [{ name: 'hub', reader: server }],
      logger,
      clock,
      random: () => 0,
    });
    inventory.cluster('hub')!.onChange(change => {
      told.push([change.kind, change.namespace ?? []].flat().join('/'));
    });
    told = [];
    inventory.start();
    await clock.advance(10_000);
    told = [];
  });

  afterEach(async () => {
    const stopped = inventory.stop();
    await clock.advance(0);
    await stopped;
  });

  it('are told of an object in its namespace, and of one without a namespace as of all', async () => {
    server.happen(
      { kind: 'namespaces', object: namespace('app') },
      { kind: 'clustersecretstores', object: clusterSecretStore() },
    );
    server.showAll();
    await clock.advance(0);
    expect(told.sort()).toEqual(['clustersecretstores', 'namespaces/app']);
  });

  it('are told of nothing while watches end and are resumed, and nothing happens', async () => {
    const requests = jest.spyOn(server, 'request');
    // Without pings, every silent watch is resumed after 25 s.
    await clock.advance(600_000);
    expect(requests.mock.calls.length).toBeGreaterThan(100);
    expect(told).toEqual([]);
  });

  it('are told when a kind is lost, and when it is back', async () => {
    server.lose('events');
    await clock.advance(0);
    expect(told.splice(0)).toEqual(['events']);
    server.find('events');
    await clock.advance(800);
    expect(told.splice(0)).toEqual(['events']);
    server.cut('events');
    await clock.advance(0);
    expect(told.splice(0)).toEqual(['events']);
    await clock.advance(60_000);
    expect(told).toEqual(['events']);
  });

  it('are told of a new whole as of a change of all', async () => {
    server.expire('events');
    await clock.advance(0);
    expect(told).toEqual(['events']);
  });
});
