import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { expired, faultOfStatus, malformed } from './Fault';
import { setUp } from './__testUtils__/setUp';
import { failOnLeaks } from '@central-secrets/dev-tools';

failOnLeaks();

type World = ReturnType<typeof setUp>;
type Step = (world: World) => void | Promise<void>;

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Everything that may happen in a cluster or to a connection, by name so that a failure can be read. */
const STEPS: Record<string, Step> = {
  ...Object.fromEntries(
    NAMES.flatMap(name => [
      [`put ${name}`, ({ source }: World) => source.put(name)],
      [`delete ${name}`, ({ source }: World) => source.delete(name)],
    ]),
  ),
  'write elsewhere': ({ source }) => source.writeElsewhere(),
  bookmark: ({ source }) => source.bookmark(),
  'end streams': ({ source }) => source.endStreams(),
  compact: ({ source }) => source.compact(),
  'expire streams': ({ source }) => source.expireStreams(),
  'reset streams': ({ source }) => source.resetStreams(),
  'silence streams': ({ source }) => source.silenceStreams(),
  'garble a put': ({ source }) => source.garble(() => source.put('a')),
  'garble a delete': ({ source }) => source.garble(() => source.delete('b')),
  'repeat the last change': ({ source }) => source.repeatLastChange(),
  'repeat the first change': ({ source }) => source.repeatFirstChange(),
  'tell of two changes backwards': ({ source }) =>
    source.backwards(() => ['a', 'b'].forEach(name => source.put(name))),
  'tell backwards of a name that comes back': ({ source }) =>
    source.backwards(() => {
      source.delete('a');
      source.put('a');
    }),
  'tell of an error': ({ source }) =>
    source.sendError({ kind: 'Status', code: 500 }),
  'tell of too many requests': ({ source }) =>
    source.sendError({ code: 429, details: { retryAfterSeconds: 3 } }),
  'answer pings': ({ source }) => source.answerPings(),
  'refuse a list': ({ source }) =>
    source.refuseNext('list', faultOfStatus('x', 500, {})),
  'slow a list down': ({ source }) =>
    source.refuseNext('list', faultOfStatus('x', 429, {}, 3)),
  'expire a list': ({ source }) => source.refuseNext('list', expired()),
  'garble a list': ({ source }) =>
    source.refuseNext('list', malformed(message('not-json.event'))),
  'never answer a list': ({ source }) => source.refuseNext('list', 'never'),
  'hold pages': ({ source }) => source.pages.hold(),
  'release pages': ({ source }) => source.pages.release(),
  'refuse a page': ({ source }) =>
    source.refuseNext('page', new Error('read ECONNRESET')),
  'slow a page down': ({ source }) =>
    source.refuseNext('page', faultOfStatus('x', 429, {}, 3)),
  'expire a page': ({ source }) => source.refuseNext('page', expired()),
  'garble a page': ({ source }) =>
    source.refuseNext('page', malformed(message('not-json.event'))),
  'never answer a page': ({ source }) => source.refuseNext('page', 'never'),
  'slow a watch down': ({ source }) =>
    source.refuseNext('watch', faultOfStatus('x', 429, {}, 3)),
  'refuse a watch': ({ source }) =>
    source.refuseNext('watch', new Error('connect ECONNREFUSED')),
  'expire a watch': ({ source }) => source.refuseNext('watch', expired()),
  'refuse a stream': ({ source }) =>
    source.refuseNext('stream', faultOfStatus('x', 500, {})),
  'slow a stream down': ({ source }) =>
    source.refuseNext('stream', faultOfStatus('x', 429, {}, 3)),
  'expire a stream': ({ source }) => source.refuseNext('stream', expired()),
  'never answer a stream': ({ source }) => source.refuseNext('stream', 'never'),
  'withhold the ends of lists': ({ source }) => {
    source.withholdsEnds = true;
  },
  'end lists': ({ source }) => {
    source.withholdsEnds = false;
    source.endLists();
  },
  'never answer a watch': ({ source }) => source.refuseNext('watch', 'never'),
  'a moment': ({ clock }) => clock.advance(10),
  'a second': ({ clock }) => clock.advance(1_000),
  'a minute': ({ clock }) => clock.advance(60_000),
};

/** With lists in pages, and with lists in one answer. */
const SCHEDULE = fc.record({
  streamsLists: fc.boolean(),
  steps: fc.array(fc.constantFrom(...Object.keys(STEPS)), { maxLength: 60 }),
});

/**
 * Refusals are met for as long as requests are made that meet them, and then
 * the longest delay and the longest silence pass, while pings are answered as
 * by a proxy.
 */
async function untilQuiet({ clock, source }: World) {
  source.pages.release();
  for (let minutes = 0; source.refusalsLeft > 0 && minutes < 30; minutes++) {
    await clock.advance(60_000);
  }
  source.refuseNothing();
  for (let times = 0; times < 12; times++) {
    await clock.advance(20_000);
    source.answerPings();
  }
}

const SCHEDULES = Number(process.env.FAULT_SCHEDULES ?? 2_000);

// They may be many, and the machine busy.
jest.setTimeout(120_000 + SCHEDULES * 60);

describe('Reflector', () => {
  it('shows the truth in the end, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(SCHEDULE, async ({ streamsLists, steps }) => {
        const world = setUp();
        world.source.streamsLists = streamsLists;
        await world.start();
        for (const step of steps) {
          await STEPS[step](world);
        }
        await untilQuiet(world);
        expect(world.sink.contents()).toEqual(world.source.truth());
        expect(world.reflector.mode).toBe('watching');
        expect(world.reflector.observation().error).toBeUndefined();
        await world.stop();
      }),
      { numRuns: SCHEDULES },
    );
  });

  it('never shows what was not there', async () => {
    await fc.assert(
      fc.asyncProperty(SCHEDULE, async ({ streamsLists, steps }) => {
        const world = setUp();
        world.source.streamsLists = streamsLists;
        const everThere = new Set<string>();
        await world.start();
        for (const step of steps) {
          await STEPS[step](world);
          for (const entry of Object.entries(world.source.truth())) {
            everThere.add(entry.join(' '));
          }
          for (const entry of Object.entries(world.sink.contents())) {
            expect(everThere).toContain(entry.join(' '));
          }
        }
        await world.stop();
      }),
      { numRuns: SCHEDULES },
    );
  });
});
