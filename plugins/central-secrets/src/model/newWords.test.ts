import {
  DELIVERY_STATES,
  deliveriesResponseSchema,
  distributionsResponseSchema,
  usageResponseSchema,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { replaceWords } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import fc from 'fast-check';
import {
  distribution,
  distributionsResponse,
} from '../__testUtils__/distributionFixtures';
import { available, deliveryIn, response } from '../__testUtils__/fixtures';
import { testTranslate } from '../__testUtils__/translate';
import {
  usageOf,
  usageResponse,
  user,
  way,
} from '../__testUtils__/usageFixtures';
import { distributionRowsOf, platformSummary } from './distributions';
import { flowOf, secretPresence } from './flow';
import { knowledgeOfClusters } from './knowledge';
import { platformMessage } from './message';
import { stateOf } from './rows';
import { lookOf, worstState } from './states';
import { countByState } from './summary';
import { usedByOf, usedByText, wayText } from './usedBy';
import { makeView } from './view';
import {
  actorText,
  applyText,
  kindText,
  severityText,
  stateText,
} from './words';

const t = testTranslate();

/** New words, some of which every object inherits something under. */
const anyNewWord = fc
  .oneof(
    fc.constantFrom('constructor', 'toString', '__proto__', 'hasOwnProperty'),
    fc.string({ minLength: 1, maxLength: 20 }),
  )
  .filter(word => !DELIVERY_STATES.some(state => state === word));

/** Replaces some words, chosen at random, with a new one. */
const anyReplacement = fc
  .tuple(fc.infiniteStream(fc.boolean()), anyNewWord)
  .map(([draws, newWord]) => (word: string) => {
    const { value } = draws.next();
    return value ? newWord : word;
  });

describe('a word that this version does not know', () => {
  it('is shown as it is named', () => {
    fc.assert(
      fc.property(anyNewWord, word => {
        expect(stateText(word, t)).toBe(word);
        expect(actorText(word, t)).toBe(word);
        expect(severityText(word, t)).toBe(word);
        expect(kindText(word)).toBe(word);
        expect(applyText(word, 'add', t)).toBe(`Apply (${word})`);
        expect(wayText(way({ way: word, readAt: word }), t)).toBe(
          `${word} token in container app: ${word}`,
        );
      }),
    );
  });

  it('never looks as if all were well', () => {
    fc.assert(
      fc.property(anyNewWord, word => {
        expect(lookOf(word).section).toBe('attention');
        expect(lookOf(word).tone).toBe('unknown');
        expect(worstState(['failed', word, 'synced'])).toBe(word);
        const steps = flowOf({ ...deliveryIn('synced'), state: word });
        expect(steps.some(({ health }) => health === 'ok')).toBe(true);
        expect(secretPresence({ ...deliveryIn('synced'), state: word })).toBe(
          'unknown',
        );
      }),
    );
  });

  it('leaves every other delivery of the tab in its place, wherever it stands', () => {
    const answer = response({
      deliveries: DELIVERY_STATES.map(state => deliveryIn(state)),
      available: [available('gh-oauth')],
    });
    fc.assert(
      fc.property(anyReplacement, replace => {
        const newer = replaceWords(deliveriesResponseSchema, answer, replace);
        const view = makeView(newer, [], undefined, t);
        const shown = [...view.rows.attention, ...view.rows.arrived];
        newer.deliveries.forEach(delivery => {
          const isAvailable = delivery.state === 'not-requested';
          expect(shown.some(({ id }) => id === delivery.id)).toBe(!isAvailable);
          expect(
            platformMessage(delivery, { entityRef: 'e', link: 'l' }, t),
          ).toContain(stateText(delivery.state, t));
        });
        const counted = [...countByState(view.rows).values()];
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(
          shown.length,
        );
        expect(shown.map(stateOf)).not.toContain(undefined);
        view.knowledge.problems
          .flatMap(({ kinds = [] }) => kinds)
          .forEach(kind => expect(kindText(kind)).not.toBe(''));
      }),
    );
  });

  it('leaves every distribution of the platform page in its place', () => {
    const answer = distributionsResponse([
      distribution('a', { states: { synced: 3, failed: 1 } }),
      distribution('b', { states: { 'not-requested': 1 } }),
    ]);
    fc.assert(
      fc.property(anyReplacement, replace => {
        const newer = replaceWords(
          distributionsResponseSchema,
          answer,
          replace,
        );
        const rows = distributionRowsOf(newer.distributions);
        expect([...rows.attention, ...rows.healthy]).toHaveLength(2);
        expect(
          platformSummary(
            newer,
            knowledgeOfClusters(newer.clusters),
            undefined,
            t,
          ),
        ).toMatch(/^2 distributions/);
      }),
    );
  });

  it('does not hide which workloads use a Secret', () => {
    const answer = usageResponse([
      usageOf('gh-oauth', {
        users: [user()],
        warnings: [
          message('old-value-in-pods', { count: 1, names: ['Pod a'] }),
        ],
      }),
    ]);
    fc.assert(
      fc.property(anyReplacement, replace => {
        const data = replaceWords(usageResponseSchema, answer, replace);
        const usedBy = usedByOf(
          { status: 'ready', data, receivedAt: 0 },
          { id: 'hub/backstage/gh-oauth' },
        );
        expect(usedByText(usedBy, t)).toBe('used by 1 workload');
      }),
    );
  });
});
