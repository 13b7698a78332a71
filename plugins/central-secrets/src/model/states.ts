import type { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';

/** The parts of the page, from top to bottom. */
export const SECTIONS = ['attention', 'arrived', 'available'] as const;

/** One part of the page. */
export type Section = (typeof SECTIONS)[number];

/** What a colour of the theme's status palette stands for. */
export type Tone = 'ok' | 'moving' | 'warning' | 'error' | 'unknown';

/** How a state is shown. Its word is the text `state.<state>`. */
export interface StateLook {
  readonly section: Section;
  readonly tone: Tone;
  /** 0 is worst. Not knowing ranks as worst: it may hide anything. */
  readonly rank: number;
}

/**
 * How each state is shown. Exhaustive: a new state does not compile without
 * its place, its tone and its rank.
 */
export const STATE_LOOKS: Readonly<Record<DeliveryState, StateLook>> = {
  unknown: { section: 'attention', tone: 'unknown', rank: 0 },
  failed: { section: 'attention', tone: 'error', rank: 1 },
  conflict: { section: 'attention', tone: 'error', rank: 2 },
  denied: { section: 'attention', tone: 'error', rank: 3 },
  'store-unavailable': { section: 'attention', tone: 'error', rank: 4 },
  stale: { section: 'attention', tone: 'warning', rank: 5 },
  outdated: { section: 'attention', tone: 'warning', rank: 6 },
  orphaned: { section: 'attention', tone: 'warning', rank: 7 },
  terminating: { section: 'attention', tone: 'warning', rank: 8 },
  pending: { section: 'attention', tone: 'moving', rank: 9 },
  'not-requested': { section: 'available', tone: 'unknown', rank: 10 },
  synced: { section: 'arrived', tone: 'ok', rank: 11 },
};

/** The worst of some states; undefined when there is none. */
export function worstState(
  states: readonly DeliveryState[],
): DeliveryState | undefined {
  return [...states].sort(
    (a, b) => STATE_LOOKS[a].rank - STATE_LOOKS[b].rank,
  )[0];
}
