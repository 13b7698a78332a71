import { getEventListeners } from 'node:events';
import { ReflectorTransition } from '../modes';
import { Reflector } from '../Reflector';
import { ReflectorTiming } from '../timing';
import { Random } from '../types';
import { ControlledClock } from './ControlledClock';
import { RecordingSink } from './RecordingSink';
import { ScriptedSource } from './ScriptedSource';

/** A reflector between a scripted source and a recording sink, its time controlled. */
export function setUp(
  timing: Partial<ReflectorTiming> = {},
  random: Random = () => 0,
) {
  const clock = new ControlledClock();
  const source = new ScriptedSource();
  const sink = new RecordingSink();
  const controller = new AbortController();
  const transitions: ReflectorTransition[] = [];
  // With 0 for chance every delay is its upper bound: 0.8 s, 1.6 s, 3.2 s, …
  const reflector = new Reflector({
    source,
    sink,
    clock,
    random,
    timing: { pageSize: 2, ...timing },
  });
  reflector.events.on('mode', transition => transitions.push(transition));
  let running: Promise<void> | undefined;
  return {
    clock,
    source,
    sink,
    reflector,
    transitions,
    signal: controller.signal,
    /** Starts and lets it come as far as it comes without time passing. */
    async start() {
      running = reflector.run(controller.signal);
      await clock.advance(0);
    },
    /** Stops; fails when a timer, a stream or a listener is left behind. */
    async stop() {
      controller.abort();
      await running;
      const left = {
        mode: reflector.mode,
        timers: clock.waiting,
        streams: source.openStreams,
        listeners: getEventListeners(controller.signal, 'abort').length,
      };
      if (
        (running && left.mode !== 'stopped') ||
        left.timers ||
        left.streams ||
        left.listeners
      ) {
        throw new Error(`Not stopped cleanly: ${JSON.stringify(left)}`);
      }
    },
  };
}
