import {
  Certainty,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DerivedDelivery,
  ObservationError,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  asSince214,
  deriveSample,
  Sample,
  withOtherTexts,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { CAPTURED, faultsInCaptured } from './__testUtils__/captured';

/**
 * The captured situations, with any part of the evidence taken away: less is
 * said then, or the same less surely, and never something else.
 */

jest.setTimeout(120_000);

const FORBIDDEN: ObservationError = {
  code: 'forbidden',
  message: message('request-failed', { request: 'GET /', status: 403 }),
};

/** What is left of a sample without one piece of evidence. */
const TAKE_AWAY: Readonly<Record<string, (sample: Sample) => Sample>> = {
  // Kubernetes keeps them for an hour.
  events: sample => ({
    ...sample,
    objects: sample.objects.filter(({ kind }) => kind !== 'Event'),
  }),
  texts: sample => ({
    ...sample,
    objects: sample.objects.map(object => withOtherTexts(object, asSince214)),
  }),
  // Of a manifest that was not judged yet.
  rules: sample => sample,
  stores: sample => ({
    ...sample,
    objects: sample.objects.filter(
      ({ kind }) => !String(kind).endsWith('Store'),
    ),
    observations: {
      ...sample.observations,
      clustersecretstores: { error: FORBIDDEN },
      secretstores: { error: FORBIDDEN },
    },
  }),
};

const PIECES = Object.keys(TAKE_AWAY);
const CERTAINTIES: readonly (Certainty | undefined)[] = [
  'unknown',
  'likely',
  'proven',
];

/** The answers for one sample, by the set of pieces that are taken away. */
type Answers = ReadonlyMap<number, DerivedDelivery | undefined>;

const has = (set: number, piece: string) =>
  (set & (1 << PIECES.indexOf(piece))) !== 0;
const without = (set: number, piece: string) =>
  set & ~(1 << PIECES.indexOf(piece));
const namesOf = (set: number) => PIECES.filter(piece => has(set, piece));

const surenessOf = (answer: DerivedDelivery | undefined) =>
  Math.max(0, CERTAINTIES.indexOf(answer?.certainty));

describe('without a part of the evidence', () => {
  const answers = new Map<Sample, Answers>();

  beforeAll(async () => {
    const faults = await faultsInCaptured();
    for (const sample of CAPTURED) {
      const sets = Array.from({ length: 1 << PIECES.length }, (_, set) => set);
      answers.set(
        sample,
        new Map(
          sets.map(set => {
            const left = namesOf(set).reduce(
              (rest, piece) => TAKE_AWAY[piece](rest),
              sample,
            );
            const answer = deriveSample(left, {
              faults: has(set, 'rules') ? undefined : faults.get(sample),
            });
            // That something is not known is no cause of a failure.
            return [set, answer?.state === 'unknown' ? undefined : answer];
          }),
        ),
      );
    }
  });

  /** Each answer, with the one for the same sample and one piece more. */
  function* comparisons() {
    for (const [sample, ofSample] of answers) {
      for (const [set, less] of ofSample) {
        for (const piece of namesOf(set)) {
          const more = ofSample.get(without(set, piece));
          const what = `${sample.case} without ${namesOf(set)}`;
          yield { what, piece, more, less, whole: ofSample.get(0) };
        }
      }
    }
  }

  it('no captured situation has a wrong cause', () => {
    const wrong = [...comparisons()].filter(
      ({ less, whole }) =>
        less?.cause && less.cause !== 'other' && less.cause !== whole?.cause,
    );
    expect(wrong.map(({ what, less }) => `${what}: ${less?.cause}`)).toEqual(
      [],
    );
  });

  it('no cause is surer', () => {
    const surer = [...comparisons()].filter(
      ({ more, less }) => surenessOf(less) > surenessOf(more),
    );
    expect(surer.map(({ what }) => what)).toEqual([]);
  });

  // Nothing at all is said of a delivery without its store.
  it.each(PIECES.filter(piece => piece !== 'stores'))(
    'some causes are less sure: %s',
    taken => {
      const lessSure = [...comparisons()].filter(
        ({ piece, more, less }) =>
          piece === taken && less && surenessOf(less) < surenessOf(more),
      );
      expect(lessSure).not.toEqual([]);
    },
  );
});
