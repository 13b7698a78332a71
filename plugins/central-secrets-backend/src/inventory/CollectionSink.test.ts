import { CollectionSink } from './CollectionSink';
import { ByName } from './collections';

interface Fruit {
  readonly name: string;
  readonly colour: string;
}

const raw = (name: string, colour?: string) => ({ metadata: { name }, colour });

describe('CollectionSink', () => {
  let unreadable: string[];
  let changed: (string | undefined)[];
  let sink: CollectionSink<Fruit, ByName<Fruit>>;

  beforeEach(() => {
    unreadable = [];
    changed = [];
    sink = new CollectionSink<Fruit, ByName<Fruit>>({
      create: () => new ByName<Fruit>(),
      parse: object => {
        const { metadata, colour } = object as ReturnType<typeof raw>;
        if (!colour) {
          throw new Error(`${metadata.name} has no colour`);
        }
        return { name: metadata.name, colour };
      },
      onUnreadable: error => unreadable.push(error.message),
      onChange: identity => changed.push(identity?.name),
    });
  });

  const names = () => [...sink.current.records.keys()];

  it('shows a new whole in one step, and what is not in it is gone', () => {
    sink.upsert(raw('apple', 'red'));
    sink.upsert(raw('plum', 'blue'));
    const replacement = sink.startReplacement();
    replacement.add(raw('apple', 'green'));
    expect(names()).toEqual(['apple', 'plum']);
    expect(sink.current.records.get('apple')?.colour).toBe('red');
    replacement.commit();
    expect(names()).toEqual(['apple']);
    expect(sink.current.records.get('apple')?.colour).toBe('green');
  });

  it('forgets a whole that is never complete', () => {
    sink.upsert(raw('apple', 'red'));
    sink.startReplacement().add(raw('plum', 'blue'));
    expect(names()).toEqual(['apple']);
  });

  it('leaves out what it cannot read, also its earlier form, and tells of it once', () => {
    sink.upsert(raw('apple', 'red'));
    sink.upsert(raw('apple'));
    expect(names()).toEqual([]);
    sink.upsert(raw('apple'));
    const replacement = sink.startReplacement();
    replacement.add(raw('apple'));
    replacement.add(raw('plum', 'blue'));
    replacement.commit();
    expect(names()).toEqual(['plum']);
    expect(sink.unreadable).toBe(1);
    expect(unreadable).toEqual(['apple has no colour']);
  });

  it('counts it no more when it can be read again, or is gone', () => {
    sink.upsert(raw('apple'));
    sink.upsert(raw('plum'));
    sink.upsert(raw('apple', 'red'));
    sink.remove(raw('plum'));
    expect(sink.unreadable).toBe(0);
    expect(names()).toEqual(['apple']);
    sink.upsert(raw('apple'));
    sink.startReplacement().commit();
    expect(sink.unreadable).toBe(0);
  });

  it('tells of each change when it can be seen, and of a new whole as one', () => {
    sink.upsert(raw('apple', 'red'));
    sink.upsert(raw('plum'));
    sink.remove(raw('apple'));
    expect(changed).toEqual(['apple', 'plum', 'apple']);
    const replacement = sink.startReplacement();
    replacement.add(raw('apple', 'green'));
    replacement.add(raw('plum', 'blue'));
    expect(changed).toHaveLength(3);
    replacement.commit();
    expect(changed.slice(3)).toEqual([undefined]);
  });

  it('survives what is no object at all', () => {
    sink.upsert(null);
    sink.upsert('text');
    sink.remove(undefined);
    expect(names()).toEqual([]);
    expect(changed).toEqual([]);
  });
});
