import { FakeConnection } from '../__testUtils__';
import { WorkloadReader } from './WorkloadReader';

/** How many lists one reading takes. */
const LISTS = 9;

function setUp(status = 200) {
  const time = { now: 1_000 };
  const connection = new FakeConnection(() => ({
    status,
    body: status === 200 ? { items: [] } : {},
  }));
  const reader = new WorkloadReader({
    readers: new Map([['hub', connection]]),
    clock: () => time.now,
  });
  const readings = () => connection.requests.length / LISTS;
  return { time, reader, readings };
}

describe('WorkloadReader', () => {
  it('reads once for however many ask at the same time', async () => {
    const { reader, readings } = setUp();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => reader.read('hub', 'shop')),
    );
    expect(readings()).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  it('answers from the last reading for ten seconds, and says from when it is', async () => {
    const { time, reader, readings } = setUp();
    await reader.read('hub', 'shop');
    time.now += 9_999;
    expect(await reader.read('hub', 'shop')).toMatchObject({ readAt: 1_000 });
    expect(readings()).toBe(1);
    time.now += 1;
    expect(await reader.read('hub', 'shop')).toMatchObject({ readAt: 11_000 });
    expect(readings()).toBe(2);
  });

  it('keeps namespaces apart', async () => {
    const { reader, readings } = setUp();
    await reader.read('hub', 'shop');
    await reader.read('hub', 'checkout');
    expect(readings()).toBe(2);
  });

  it('asks for what is forbidden once in half a minute', async () => {
    const { time, reader, readings } = setUp(403);
    await reader.read('hub', 'shop');
    time.now += 29_999;
    expect((await reader.read('hub', 'shop')).unreadable).toHaveLength(LISTS);
    expect(readings()).toBe(1);
    time.now += 1;
    await reader.read('hub', 'shop');
    expect(readings()).toBe(2);
  });

  it('asks again soon for what failed otherwise', async () => {
    const { time, reader, readings } = setUp(500);
    await reader.read('hub', 'shop');
    time.now += 10_000;
    await reader.read('hub', 'shop');
    expect(readings()).toBe(2);
  });

  it('keeps the readings of a hundred namespaces, and forgets the first beyond that', async () => {
    const { reader, readings } = setUp();
    for (let count = 0; count <= 100; count += 1) {
      await reader.read('hub', `n${count}`);
    }
    await reader.read('hub', 'n100');
    await reader.read('hub', 'n1');
    expect(readings()).toBe(101);
    await reader.read('hub', 'n0');
    expect(readings()).toBe(102);
  });

  it('refuses a cluster that it does not know', async () => {
    await expect(setUp().reader.read('other', 'shop')).rejects.toThrow(
      'There is no cluster other',
    );
  });
});
