import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { EventEmitter } from 'node:events';
import {
  isRefusal,
  Observation,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Attempt } from './Attempt';
import { Backoff } from './Backoff';
import { applyEvent, versionOfEvent } from './events';
import { Fault, toFault } from './Fault';
import { Lister } from './Lister';
import { ReflectorMode, ReflectorTransition } from './modes';
import { compareVersions } from './resourceVersion';
import { sleep } from './sleep';
import { ReflectorOptions, ReflectorTiming, timingOf } from './timing';
import { Clock, Random, Sink, Source, WatchEvent } from './types';

/**
 * Keeps a sink equal to one kind of one cluster: lists once, then watches.
 *
 * | Mode | Is | Goes to |
 * |---|---|---|
 * | idle | not started | listing, stopped |
 * | listing | the whole is being read; the sink shows the whole it had before | opening (committed), listing (version expired), waiting (fault) |
 * | opening | a watch was asked for and not accepted yet | watching, listing (version expired), waiting (fault) |
 * | watching | events arrive; the sink is as old as the last sign of life | opening (the server ended it, or it fell silent), listing (version expired), waiting (fault) |
 * | waiting | a fault is being waited out | listing (no usable version), opening |
 * | stopped | over; nothing is open, no timer runs | – |
 *
 * These rules hold in every mode:
 * - The version moves only past events that are in the sink, so that resuming
 *   from it loses nothing, whatever became of the stream.
 * - Anything unreadable ends the stream *before* the version moves past it.
 * - An ordinary end (the server's timeout, silence, an expired version) is
 *   followed up at once, but only once until a watch has proved healthy; from
 *   then on it is delayed like any fault. So no server can make this loop hot.
 * - `run` twice is `run` once; after its signal nothing revives it.
 */
export class Reflector {
  /** Emits `mode` with a `ReflectorTransition` at every change. */
  readonly events = new EventEmitter<{ mode: [ReflectorTransition] }>();

  readonly #source: Source;
  readonly #sink: Sink;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #timing: ReflectorTiming;
  readonly #backoff: Backoff;
  readonly #lister: Lister;

  #mode: ReflectorMode = 'idle';
  #running?: Promise<void>;
  /** Resume here; undefined: only a list will do. */
  #version?: string;
  #observation: Observation = {
    error: { code: 'connecting', message: message('not-observed-yet') },
  };
  /** Whether the next ordinary end may be followed up at once. */
  #trusted = true;
  #unreadInARow = 0;
  #refusedInARow = 0;
  #listTookMs = 0;

  constructor(options: ReflectorOptions) {
    this.#source = options.source;
    this.#sink = options.sink;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#timing = timingOf(options.timing);
    this.#backoff = new Backoff({
      firstMs: this.#timing.backoffFirstMs,
      limitMs: this.#timing.backoffLimitMs,
      random: options.random,
    });
    this.#lister = new Lister({
      source: this.#source,
      clock: this.#clock,
      timing: this.#timing,
    });
  }

  get mode(): ReflectorMode {
    return this.#mode;
  }

  /** The version that the sink shows; undefined: a list is due, or being read. */
  get version(): string | undefined {
    return this.#version;
  }

  /**
   * How well the kind is known. `observedAt` is the last moment for which there
   * is proof: the beginning of the list, or the last sign of life of the watch
   * (a byte, an answered ping), because all that the server sent before that
   * sign has arrived before it. A watch that was accepted proves as much only a
   * second later: the changes missed meanwhile are still arriving.
   */
  observation(): Observation {
    return this.#observation;
  }

  /**
   * Runs until the signal is aborted, and resolves when nothing is open and no
   * timer runs. Never rejects: faults are in `observation`.
   */
  run(signal: AbortSignal): Promise<void> {
    this.#running ??= this.#loop(signal);
    return this.#running;
  }

  async #loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#version === undefined) {
          await this.#list(signal);
        }
        await this.#watch(signal);
      } catch (error) {
        if (!signal.aborted) {
          await this.#recover(toFault(error), signal);
        }
      }
    }
    this.#enter('stopped');
  }

  async #list(signal: AbortSignal): Promise<void> {
    this.#enter('listing');
    const startedAt = this.#clock.now();
    const replacement = this.#sink.startReplacement();
    const version = await this.#lister.read(replacement, signal);
    signal.throwIfAborted();
    replacement.commit();
    this.#listTookMs = this.#clock.now() - startedAt;
    this.#version = version;
    this.#unreadInARow = 0;
    this.#observation = { observedAt: startedAt };
  }

  async #watch(signal: AbortSignal): Promise<void> {
    this.#observation = { ...this.#observation, isCatchingUp: true };
    this.#enter('opening');
    const { openTimeoutMs, silenceMs, quietMs, healthyMs, catchUpMs } =
      this.#timing;
    const attempt = new Attempt(this.#clock, signal);
    attempt.expectLife(
      openTimeoutMs,
      new Fault(
        'unreachable',
        message('no-answer-within', { seconds: openTimeoutMs / 1_000 }),
      ),
    );
    let acceptedAt = Infinity;
    let heardAt = Infinity;
    let cancel = () => {};
    const alive = () => {
      attempt.alive();
      const now = this.#clock.now();
      if (now - acceptedAt >= catchUpMs) {
        // Else `caughtUp`, if it is due at this moment too, would go back to
        // an earlier time.
        cancel();
        this.#observation = this.#seenAt(now);
      }
    };
    const pinged = () => {
      if (this.#clock.now() - heardAt < quietMs) {
        alive();
      }
    };
    const caughtUp = () => {
      this.#observation = this.#seenAt(acceptedAt);
    };
    try {
      const batches = await this.#source.watch({
        resourceVersion: this.#version!,
        timeoutSeconds: this.#timeoutSeconds(),
        onAlive: pinged,
        signal: attempt.signal,
      });
      signal.throwIfAborted();
      acceptedAt = this.#clock.now();
      heardAt = acceptedAt;
      attempt.expectLife(
        silenceMs,
        new Fault('unreachable', message('watch-silent'), { ordinary: true }),
      );
      this.#refusedInARow = 0;
      // The missed changes are still arriving: the error is over, the age is
      // not.
      const { observedAt } = this.#observation;
      this.#observation = { observedAt, isCatchingUp: true };
      cancel = this.#clock.setTimeout(caughtUp, catchUpMs);
      this.#enter('watching');
      for await (const batch of batches) {
        attempt.signal.throwIfAborted();
        this.#applyAll(batch);
        heardAt = this.#clock.now();
        alive();
      }
    } catch (error) {
      throw attempt.exceeded ?? error;
    } finally {
      cancel();
      attempt.end();
      if (this.#clock.now() - acceptedAt >= healthyMs) {
        this.#trusted = true;
        this.#backoff.reset();
      }
    }
    throw new Fault('failing', message('watch-ended-early'), {
      ordinary: true,
    });
  }

  /** A polled kind is never known up to now. */
  #seenAt(observedAt: number): Observation {
    return {
      observedAt,
      ...(this.#source.isPolled && { isCatchingUp: true }),
    };
  }

  /**
   * Empties the batch: here and in the source it is still held while the next
   * one is waited for, with texts of the cluster that were chosen not to be kept.
   */
  #applyAll(batch: WatchEvent[]): void {
    batch.splice(0).forEach(event => this.#apply(event));
  }

  #apply(event: WatchEvent): void {
    const version = versionOfEvent(event);
    const order = compareVersions(version, this.#version!);
    if (order === 'older') {
      // Restored from a backup, or another server: the known state may be from
      // a future that never was.
      throw new Fault('failing', message('version-older'), {
        remedy: 'relist',
      });
    }
    if (order === 'newer') {
      applyEvent(event, this.#sink);
      this.#version = version;
      this.#unreadInARow = 0;
    }
  }

  async #recover(fault: Fault, signal: AbortSignal): Promise<void> {
    if (fault.remedy === 'reread') {
      this.#unreadInARow += 1;
    }
    if (fault.remedy === 'relist' || this.#unreadInARow > 1) {
      this.#version = undefined;
    }
    if (fault.ordinary && this.#trusted) {
      this.#trusted = false;
      return;
    }
    const isDoubted = this.#doubts(fault);
    const { observedAt } = this.#observation;
    const code = isDoubted ? 'failing' : fault.code;
    this.#observation = { observedAt, error: { code, message: fault.told } };
    this.#enter('waiting', fault);
    const { doubtRetryMs } = this.#timing;
    const ms = isDoubted ? this.#about(doubtRetryMs) : this.#delayMs(fault);
    await sleep(this.#clock, ms, signal);
  }

  /** Whether a refusal is asked about again before it is believed. */
  #doubts(fault: Fault): boolean {
    this.#refusedInARow = isRefusal(fault) ? this.#refusedInARow + 1 : 0;
    return (
      this.#refusedInARow > 0 &&
      this.#refusedInARow <= this.#timing.refusalsDoubted &&
      this.#wasThere
    );
  }

  get #wasThere(): boolean {
    return this.#observation.observedAt !== undefined;
  }

  #delayMs({ code, slow, ordinary, retryAfterMs }: Fault): number {
    const { slowRetryMs, returnRetryMs, answeredLimitMs } = this.#timing;
    if (code === 'not-installed' && this.#wasThere) {
      return this.#about(returnRetryMs);
    }
    if (slow) {
      return this.#about(slowRetryMs);
    }
    if (retryAfterMs !== undefined) {
      return Math.max(retryAfterMs, this.#backoff.nextMs(answeredLimitMs));
    }
    return ordinary
      ? // Were each to lead to a new list, that would be half of the time at most.
        this.#backoff.nextMs(Math.max(answeredLimitMs, this.#listTookMs))
      : this.#backoff.nextMs();
  }

  /**
   * Random, so that reflectors that lost something together do not all ask
   * together.
   */
  #about(ms: number): number {
    return ms * (0.75 + this.#random() / 2);
  }

  /** Random, so that the watches of many reflectors do not end together. */
  #timeoutSeconds(): number {
    const { watchTimeoutSeconds: least } = this.#timing;
    return Math.floor(least * (1 + this.#random()));
  }

  /** The one place where the mode changes. */
  #enter(to: ReflectorMode, fault?: Fault): void {
    const from = this.#mode;
    if (from !== to) {
      this.#mode = to;
      try {
        this.events.emit('mode', { from, to, fault });
      } catch {
        // The listener's own mistake does not make the knowledge invalid.
      }
    }
  }
}
