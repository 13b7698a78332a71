import { createHook } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from './eventually';

/**
 * The handles that hold a port, a peer or a moment in time, also where they
 * keep no process alive. TLS lies over a TCP socket, which is what counts.
 */
const HELD = new Set(['Timeout', 'TCPWRAP', 'TCPSERVERWRAP']);

/**
 * Handles that other code than the tested one makes: the limits of jest's own
 * hooks and tests, and undici's one tick for a whole process, which ends
 * automatically.
 */
const OF_OTHERS = /node_modules\/(jest-|expect|undici[^/]*\/lib\/util\/timers)/;

/**
 * A collection of a large heap takes seconds on a busy machine. Less than the
 * time that `npm test` gives a hook.
 */
const CLOSED_WITHIN_MS = 45_000;

/**
 * Makes every test of a file fail that leaves a socket, a server or a timer
 * behind. To be called outside of `describe`, so that it looks after the file's
 * own `afterEach` has cleaned up.
 */
export function failOnLeaks(): void {
  const open = new Map<number, string>();
  let counting = false;
  const hook = createHook({
    init(id, type) {
      if (counting && HELD.has(type)) {
        const stack = new Error(type).stack ?? '';
        if (!OF_OTHERS.test(stack)) {
          open.set(id, stack);
        }
      }
    },
    destroy(id) {
      open.delete(id);
    },
  });

  beforeEach(() => {
    open.clear();
    counting = true;
    hook.enable();
  });

  afterEach(async () => {
    counting = false;
    // Node tells that a handle is gone only after it is, and for one that an
    // HTTP parser had, when the parser is collected. Node holds every open
    // handle.
    await eventually(
      () => {
        if (open.size > 0) {
          collectGarbage();
        }
        return open.size === 0;
      },
      'nothing left open',
      CLOSED_WITHIN_MS,
    ).catch(() => {});
    hook.disable();
    if (open.size > 0) {
      throw new Error(`Left open:\n${[...open.values()].join('\n')}`);
    }
  });
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
