import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { ControlledClock } from '../kubernetes/__testUtils__/ControlledClock';
import { LiveUpdates } from './LiveUpdates';

const SHOP = 'component:default/shop';

describe('LiveUpdates', () => {
  let clock: ControlledClock;
  let hub: FakeClusterInventory;
  let told: { at: number; entityRef: string; users: readonly string[] }[];
  let updates: LiveUpdates;
  let stop: () => void;

  beforeEach(() => {
    clock = new ControlledClock();
    hub = new FakeClusterInventory({ name: 'hub', observedAt: 0 });
    told = [];
    updates = new LiveUpdates({
      clock,
      publish: async (entityRef, users) => {
        told.push({ at: clock.now(), entityRef, users });
      },
    });
    stop = updates.listenTo(new FakeInventory([hub]));
  });

  afterEach(() => stop());

  const look = (user = 'jane', entityRef = SHOP, namespace = 'shop') =>
    updates.viewed({
      entityRef,
      userEntityRef: `user:default/${user}`,
      places: [{ cluster: 'hub', namespace }],
    });
  const change = (namespace: string | undefined = 'shop') =>
    hub.tell({ kind: 'externalsecrets', namespace });

  it('tells those who look at an entity of a change in its namespace', async () => {
    look('jane');
    look('omar');
    change();
    await clock.advance(100);
    expect(told).toEqual([
      {
        at: 100,
        entityRef: SHOP,
        users: ['user:default/jane', 'user:default/omar'],
      },
    ]);
  });

  it('tells of what may concern any namespace of the cluster', async () => {
    look();
    hub.tell({ kind: 'clusterexternalsecrets' });
    await clock.advance(100);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['another namespace', 'payments'],
    ['a namespace of a longer name', 'shop-2'],
  ])('tells nothing of %s', async (_what, namespace) => {
    look();
    change(namespace);
    await clock.advance(10_000);
    expect(told).toEqual([]);
  });

  it('tells once of what happens together, and again of what comes later', async () => {
    look();
    change();
    change();
    await clock.advance(100);
    change();
    await clock.advance(500);
    expect(told).toHaveLength(1);
    await clock.advance(500);
    expect(told.map(({ at }) => at)).toEqual([100, 1_100]);
  });

  it('tells an entity at most once a second, however much happens, and the last change is never left out', async () => {
    look();
    for (let ms = 0; ms < 10_000; ms += 50) {
      change();
      await clock.advance(50);
    }
    expect(told.length).toBeLessThanOrEqual(11);
    expect(told.length).toBeGreaterThanOrEqual(9);
    const before = told.length;
    await clock.advance(1_000);
    expect(told.length - before).toBeLessThanOrEqual(1);
    expect(told.at(-1)!.at).toBeGreaterThanOrEqual(9_950);
  });

  it('follows an entity whose namespace becomes another one', async () => {
    look('jane', SHOP, 'shop');
    look('jane', SHOP, 'shop-2');
    change('shop');
    await clock.advance(200);
    expect(told).toEqual([]);
    change('shop-2');
    await clock.advance(200);
    expect(told).toHaveLength(1);
  });

  it('tells nobody who has not asked for a minute, and forgets what nobody looks at', async () => {
    look('jane');
    await clock.advance(30_000);
    look('omar');
    await clock.advance(40_000);
    change();
    await clock.advance(100);
    expect(told.map(({ users }) => users)).toEqual([['user:default/omar']]);
    await clock.advance(60_000);
    change();
    await clock.advance(1_000);
    expect(told).toHaveLength(1);
    expect(updates.size).toBe(0);
  });

  it('forgets what nobody looks at, also where nothing changes', async () => {
    look('jane', 'component:default/one', 'one');
    await clock.advance(61_000);
    look('jane', 'component:default/other', 'other');
    expect(updates.size).toBe(1);
  });

  it('goes on where telling fails', async () => {
    stop();
    let attempts = 0;
    updates = new LiveUpdates({
      clock,
      publish: async () => {
        attempts += 1;
        throw new Error('no bus');
      },
    });
    stop = updates.listenTo(new FakeInventory([hub]));
    look();
    change();
    await clock.advance(100);
    change();
    await clock.advance(1_000);
    expect(attempts).toBe(2);
  });

  it('tells nothing after it was stopped', async () => {
    look();
    change();
    stop();
    expect(clock.waiting).toBe(0);
    change();
    await clock.advance(10_000);
    expect(told).toEqual([]);
  });
});
