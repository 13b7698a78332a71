import fc from 'fast-check';

/** A change that happens around a wait. */
export type Action =
  /** The source gets a newer value. */
  | 'change'
  /** Someone annotates the ExternalSecret or its distribution, so that it syncs. */
  | 'sync'
  /** The source is removed, so that every sync fails, and comes back. */
  | 'break'
  /** The Secret is removed; the operator writes it again. */
  | 'delete-secret'
  /** The ExternalSecret of a distribution is removed; the operator makes it again. */
  | 'delete-copy';

/** One action, and the time before it. */
export interface Step {
  readonly action: Action;
  readonly afterMs: number;
}

/** How the command is called. */
type Mode = 'now' | 'time' | 'refresh' | 'generation';

/** One interleaving. */
export interface Script {
  readonly kind: 'declared' | 'distribution';
  readonly mode: Mode;
  readonly refreshSeconds: number;
  readonly skewMs: number;
  readonly before: readonly Step[];
  /** Between the awaited change and the command. */
  readonly pauseMs: number;
  readonly during: readonly Step[];
  /** The source stays away in the end. */
  readonly staysBroken: boolean;
}

const TEN_MINUTES = 600_000;

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom<Action[]>(
    'change',
    'change',
    'sync',
    'sync',
    'break',
    'delete-secret',
    'delete-copy',
  ),
  afterMs: fc.integer({ min: 0, max: 900 }),
});

/**
 * Short intervals where nothing else brings a sync; syncs that are under way at
 * the trigger are frequent.
 */
export const script: fc.Arbitrary<Script> = fc
  .record({
    kind: fc.constantFrom('declared' as const, 'distribution' as const),
    mode: fc.constantFrom<Mode[]>('now', 'time', 'refresh', 'generation'),
    interval: fc.constantFrom(1, 2, 3),
    isSlow: fc.boolean(),
    skewMs: fc.constantFrom(0, TEN_MINUTES, -TEN_MINUTES),
    before: fc.array(step, { maxLength: 3 }),
    pauseMs: fc.constantFrom(0, 0, 5, 50, 300),
    during: fc.array(step, { maxLength: 5 }),
    staysBroken: fc.constantFrom(false, false, false, false, false, true),
  })
  .map(({ interval, isSlow, ...rest }) => ({
    ...rest,
    refreshSeconds:
      isSlow && (rest.mode === 'refresh' || rest.mode === 'generation')
        ? 3_600
        : interval,
  }));
