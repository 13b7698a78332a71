import { Clock, Random, Sink, Source } from './types';

/** Every bound of a reflector, with its cost. */
export interface ReflectorTiming {
  /** Objects per page. More: fewer requests, longer pauses of the event loop. */
  readonly pageSize: number;
  /** A page that takes longer has failed. Milliseconds. */
  readonly pageTimeoutMs: number;
  /** A watch that is not accepted by then has failed. Milliseconds. */
  readonly openTimeoutMs: number;
  /**
   * A watch without a sign of life for so long is given up and resumed.
   * Milliseconds. `silenceMs + openTimeoutMs` bounds how long a black hole goes
   * unnoticed: 35 s.
   *
   * On HTTP/2 answered pings are signs of life, so a quiet kind costs nothing.
   * On HTTP/1.1 only bytes are, and the server's bookmarks come about once a
   * minute: a quiet kind is resumed after every such silence, at the cost of one
   * request, because a quiet stream and a dead one look the same there.
   */
  readonly silenceMs: number;
  /**
   * For so long an answered ping is a sign of life of a watch that says nothing
   * itself: a proxy may answer pings for a server, or for one stream of it, that
   * is gone. Milliseconds; bookmarks come about once a minute, and a kind that
   * gets none costs one request every two minutes.
   */
  readonly quietMs: number;
  /** The server is asked to end a watch after this to twice this. Seconds; 5 to 10 min is client-go's. */
  readonly watchTimeoutSeconds: number;
  /** For so long after its acceptance a watch is still sending what was missed. Milliseconds. */
  readonly catchUpMs: number;
  /**
   * A watch that lived so long was healthy: backoff starts again. Milliseconds.
   */
  readonly healthyMs: number;
  /** The bounds of the delays after faults. Milliseconds; client-go's. */
  readonly backoffFirstMs: number;
  readonly backoffLimitMs: number;
  /**
   * The limit of the delays after answers of a server that is well: a version
   * that is gone, a watch that ends early, `Retry-After`. Milliseconds; more
   * only where the server says so, or where its lists take longer.
   */
  readonly answeredLimitMs: number;
  /**
   * The approximate interval at which to ask again for a kind that only an
   * administrator can fix (no right, not installed). Milliseconds.
   */
  readonly slowRetryMs: number;
  /**
   * An API server that starts refuses what it has not learnt to allow or serve
   * yet. So a kind that was there is asked for again this often, after about
   * this long, before a refusal is believed; until then it counts as a failure
   * of the moment. Milliseconds: it is believed after less than 3 s.
   */
  readonly refusalsDoubted: number;
  readonly doubtRetryMs: number;
  /**
   * About how often to ask again for a kind that was there and is no longer
   * served: definitions are reinstalled, an operator is upgraded. Milliseconds;
   * with discovery shared by all kinds, at most one small request a second.
   */
  readonly returnRetryMs: number;
}

const DEFAULT_TIMING: ReflectorTiming = {
  pageSize: 500,
  pageTimeoutMs: 60_000,
  openTimeoutMs: 10_000,
  silenceMs: 25_000,
  quietMs: 120_000,
  watchTimeoutSeconds: 300,
  catchUpMs: 1_000,
  healthyMs: 5_000,
  backoffFirstMs: 800,
  backoffLimitMs: 30_000,
  answeredLimitMs: 2_000,
  slowRetryMs: 30_000,
  refusalsDoubted: 3,
  doubtRetryMs: 750,
  returnRetryMs: 2_500,
};

/** All that a reflector depends on. */
export interface ReflectorOptions {
  readonly source: Source;
  readonly sink: Sink;
  readonly clock: Clock;
  readonly random: Random;
  readonly timing?: Partial<ReflectorTiming>;
}

/** Returns the timing with a default for each value that is not given. */
export function timingOf(
  given: Partial<ReflectorTiming> = {},
): ReflectorTiming {
  return { ...DEFAULT_TIMING, ...given };
}
