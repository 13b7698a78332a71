import type {
  DeliveryState,
  OpenWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DELIVERY_STATES,
  isKnownWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** The parts of the page, from top to bottom. */
export const SECTIONS = ['attention', 'arrived', 'available'] as const;

/** One part of the page. */
export type Section = (typeof SECTIONS)[number];

/** The meaning of a color of the theme's status palette. */
export type Tone = 'ok' | 'moving' | 'warning' | 'error' | 'unknown';

/** How a state is shown. Its word is `stateText`. */
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
  failed: { section: 'attention', tone: 'error', rank: 2 },
  conflict: { section: 'attention', tone: 'error', rank: 3 },
  denied: { section: 'attention', tone: 'error', rank: 4 },
  'store-unavailable': { section: 'attention', tone: 'error', rank: 5 },
  stale: { section: 'attention', tone: 'warning', rank: 6 },
  outdated: { section: 'attention', tone: 'warning', rank: 7 },
  orphaned: { section: 'attention', tone: 'warning', rank: 8 },
  terminating: { section: 'attention', tone: 'warning', rank: 9 },
  pending: { section: 'attention', tone: 'moving', rank: 10 },
  'not-requested': { section: 'available', tone: 'unknown', rank: 11 },
  synced: { section: 'arrived', tone: 'ok', rank: 12 },
};

/** A state of a newer backend, which may mean anything but that all is well. */
const NEW_STATE: StateLook = { section: 'attention', tone: 'unknown', rank: 1 };

/** How a state is shown, also one that this version does not know. */
export function lookOf(state: OpenWord<DeliveryState>): StateLook {
  return isKnownWord(DELIVERY_STATES, state) ? STATE_LOOKS[state] : NEW_STATE;
}

/** The worst of some states; undefined when there is none. */
export function worstState(
  states: readonly OpenWord<DeliveryState>[],
): OpenWord<DeliveryState> | undefined {
  return [...states].sort((a, b) => lookOf(a).rank - lookOf(b).rank)[0];
}
