import { DELIVERY_STATES } from '@central-secrets/backstage-plugin-central-secrets-common';
import { testTranslate } from '../__testUtils__/translate';
import { lookOf, SECTIONS, STATE_LOOKS, worstState } from './states';

describe('the looks of the states', () => {
  it('have a word each, and no two the same', () => {
    const t = testTranslate();
    const words = DELIVERY_STATES.map(state => t(`state.${state}`));
    expect(new Set(words).size).toBe(DELIVERY_STATES.length);
    expect(words.join()).not.toMatch(/state\./);
  });

  it('rank no two states the same', () => {
    const ranks = DELIVERY_STATES.map(state => STATE_LOOKS[state].rank);
    expect(new Set(ranks).size).toBe(DELIVERY_STATES.length);
  });

  it('let nothing look healthier than what is not known', () => {
    DELIVERY_STATES.forEach(state =>
      expect(worstState([state, 'unknown'])).toBe('unknown'),
    );
  });

  it('let only what has arrived look as it should', () => {
    expect(
      DELIVERY_STATES.filter(state => STATE_LOOKS[state].tone === 'ok'),
    ).toEqual(['synced']);
  });

  it('sort the states from the worst to the best, and change no list', () => {
    const states = ['synced', 'pending', 'failed', 'new-state'];
    expect(worstState(states)).toBe('new-state');
    expect(worstState(['synced', 'failed', 'stale'])).toBe('failed');
    expect(states[0]).toBe('synced');
    expect(worstState([])).toBeUndefined();
  });

  it('put each state into a section of the page', () => {
    const states = ['failed', 'synced', 'not-requested'];
    expect(states.map(state => lookOf(state).section)).toEqual(SECTIONS);
  });
});
