import fc from 'fast-check';

/**
 * The script's two stores. Neither has the provider `fake`: its map of stores
 * is not guarded, and the real operator crashes with "concurrent map writes"
 * once two of its workers use it at the same time.
 */
export const STORES = ['hub', 'other'] as const;
export type Store = (typeof STORES)[number];

/**
 * The parts of a random distribution. Every field is always set, so that an
 * edit leaves nothing of the previous version.
 */
export interface DistributionParts {
  /** How it selects namespaces. */
  readonly selects:
    | 'label'
    | 'expression'
    | 'either'
    | 'name'
    | 'not-in'
    | 'everything-of-the-script'
    | 'invalid-operator'
    | 'invalid-key';
  readonly store: Store | 'no-such-store';
  /** The keys that it reads from the source. */
  readonly reads: 'token' | 'no-such-key' | 'everything';
  /** The Secret's name; by default the distribution's own. */
  readonly target: 'own' | 'shared';
  readonly creationPolicy: 'Owner' | 'Orphan' | 'Merge' | 'None';
  readonly deletionPolicy: 'Retain' | 'Delete';
  readonly refreshPolicy: 'Periodic' | 'OnChange' | 'CreatedOnce';
  readonly refreshInterval: '1h' | '0s';
  readonly template: 'none' | 'good' | 'unknown-key' | 'invalid-secret';
}

/** The script's two namespaces. */
export const PLACES = [0, 1] as const;
export type Place = (typeof PLACES)[number];

/** Its two distributions. */
type Which = 'a' | 'b';

/**
 * One change that a person makes to a cluster. An operation that is not
 * possible at the moment is skipped.
 */
export type Operation =
  | {
      readonly do: 'label';
      readonly place: Place;
      readonly key: Which | 'team';
      /** null removes the label. */
      readonly value: 'true' | 'false' | 'x' | null;
    }
  | {
      readonly do: 'create-or-edit-distribution';
      readonly which: Which;
      readonly parts: DistributionParts;
    }
  | { readonly do: 'delete-distribution'; readonly which: Which }
  | { readonly do: 'force-sync'; readonly which: Which }
  | {
      readonly do: 'set-source';
      readonly to: 'whole' | 'rotated' | 'without-the-key' | 'gone';
    }
  | {
      readonly do: 'set-store';
      readonly store: Store;
      readonly to: 'whole' | 'admitting-one' | 'admitting-team-x' | 'broken';
    }
  | { readonly do: 'delete-store'; readonly store: Store }
  | {
      readonly do: 'delete-copy' | 'edit-copy';
      readonly place: Place;
      readonly which: Which;
    }
  | {
      readonly do: 'delete-secret' | 'edit-secret' | 'make-secret';
      readonly place: Place;
      readonly secret: Which | 'shared' | 'declared';
    }
  | {
      readonly do: 'declare' | 'delete-declared';
      readonly place: Place;
      /** Its name is the name of a distribution, or its own. */
      readonly name: Which | 'declared';
    }
  | { readonly do: 'delete-namespace'; readonly place: Place };

/** The operations, one after another. */
export interface Script {
  /**
   * Two distributions may write one Secret. Which one gets it when it becomes
   * free depends on a race in the operator, so such a script deletes nothing.
   */
  readonly isContested: boolean;
  readonly operations: readonly Operation[];
}

const place = fc.constantFrom(...PLACES);
const which = fc.constantFrom<Which>('a', 'b');

/** Mostly the usual choice: where everything is odd, everything fails. */
function usually<T>(usual: T, ...odd: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(usual, ...odd) },
  );
}

function someParts(isContested: boolean): fc.Arbitrary<DistributionParts> {
  return fc.record<DistributionParts>({
    selects: fc.oneof(
      { weight: 3, arbitrary: fc.constant('label') },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'expression',
          'either',
          'name',
          'not-in',
          'everything-of-the-script',
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('invalid-operator', 'invalid-key'),
      },
    ),
    store: usually('hub', 'other', 'other', 'no-such-store'),
    reads: usually('token', 'no-such-key', 'everything', 'everything'),
    target: isContested ? fc.constantFrom('own', 'shared') : fc.constant('own'),
    creationPolicy: usually('Owner', 'Orphan', 'Merge', 'None'),
    deletionPolicy: usually('Retain', 'Delete'),
    refreshPolicy: usually('Periodic', 'OnChange', 'CreatedOnce'),
    refreshInterval: usually('1h', '0s'),
    template: usually('none', 'good', 'unknown-key', 'invalid-secret'),
  });
}

function creationOrEdit(isContested: boolean): fc.Arbitrary<Operation> {
  return fc.record({
    do: fc.constant('create-or-edit-distribution'),
    which,
    parts: someParts(isContested),
  });
}

function someOperation(isContested: boolean): fc.Arbitrary<Operation> {
  const always: fc.WeightedArbitrary<Operation>[] = [
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('label'),
        place,
        key: fc.constantFrom('a', 'b', 'team'),
        value: fc.constantFrom('true', 'true', 'false', 'x', null),
      }),
    },
    {
      weight: 4,
      arbitrary: creationOrEdit(isContested),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('force-sync'), which }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('set-source'),
        to: fc.constantFrom('whole', 'rotated', 'without-the-key', 'gone'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('set-store'),
        store: fc.constantFrom(...STORES),
        to: fc.constantFrom(
          'whole',
          'admitting-one',
          'admitting-team-x',
          'broken',
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('delete-store'),
        store: fc.constantFrom(...STORES),
      }),
    },
  ];
  const uncontested: fc.WeightedArbitrary<Operation>[] = [
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('delete-distribution'), which }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('delete-copy', 'edit-copy'),
        place,
        which,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom('delete-secret', 'edit-secret', 'make-secret'),
        place,
        secret: fc.constantFrom('a', 'b', 'declared'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('declare', 'delete-declared'),
        place,
        name: fc.constantFrom('a', 'b', 'declared'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('delete-namespace'), place }),
    },
  ];
  return fc.oneof(...always, ...(isContested ? [] : uncontested));
}

/**
 * Scripts of four to ten operations. The first one creates a distribution,
 * because most others have little effect without one.
 */
export const someScript: fc.Arbitrary<Script> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  )
  .chain(isContested =>
    fc
      .tuple(
        creationOrEdit(isContested),
        fc.array(someOperation(isContested), { minLength: 3, maxLength: 9 }),
      )
      .map(([first, others]) => ({
        isContested,
        operations: [first, ...others],
      })),
  );
