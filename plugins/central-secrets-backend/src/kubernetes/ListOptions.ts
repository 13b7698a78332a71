import { ReflectorTiming } from './timing';
import { Clock, Replacement, Source } from './types';

/** One reading of a whole. */
export interface ListOptions {
  readonly source: Source;
  readonly clock: Clock;
  readonly timing: ReflectorTiming;
  /**
   * The list's objects go here; readers do not see them before they are
   * committed.
   */
  readonly replacement: Replacement;
  /** In pages only: the whole as it was at exactly this version. Default: as it is now. */
  readonly resourceVersion?: string;
  readonly signal: AbortSignal;
}
