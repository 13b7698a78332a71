import fc from 'fast-check';
import { FakeClusterInventory } from '../../__testUtils__';

/** A cluster and its time, as a property test changes them. */
export interface World {
  readonly cluster: FakeClusterInventory;
  /** Milliseconds since the epoch. */
  now: number;
  /** false: listeners get kinds only, as after a list. */
  isTold: boolean;
}

/** A test's action on the cluster, or on time. */
export type Action = (world: World) => void;

/** Seconds from the world's now, into the past or the future. */
export const aMoment = fc.integer({ min: -200, max: 20 });

/** RFC 3339, in whole seconds as the API server writes it. */
export const timeOf = ({ now }: World, seconds: number) =>
  new Date(Math.floor(now / 1_000 + seconds) * 1_000).toISOString();
