import { Platform } from '../framework/platform';
import { ScriptedCluster } from './scriptedCluster';
import { ScenarioCase } from './scenario';

/** Five minutes: what clocks of machines without time synchronisation come to be apart. */
export const CLOCK_AHEAD_MS = 300_000;

/** Backends that observe the cluster beside the usual one. */
export const OBSERVERS = [
  /** Its clock is five minutes ahead of the cluster's. */
  'clock ahead',
  /** Its clock is five minutes behind the cluster's. */
  'clock behind',
  /** It may not read ClusterExternalSecrets. */
  'without a right',
  /** It began while v1 was not served. */
  'begun late',
] as const;

export type ObserverName = (typeof OBSERVERS)[number];

/** A case of which another backend than the usual one may be asked. */
export interface DisturbanceCase extends ScenarioCase {
  readonly observer?: ObserverName;
}

/** What disturbs the whole cluster, or those who observe it. */
export interface Disturbance {
  readonly platform: Platform;
  readonly cluster: ScriptedCluster;
  /** Starts another backend on the cluster; it is stopped at the end. */
  readonly observe: (observer: ObserverName) => Promise<void>;
}

/** A disturbance in steps. Every case is prepared before the first of them. */
export interface DisturbanceScenario {
  readonly title: string;
  readonly phases: readonly {
    /** What is done to the whole cluster. */
    readonly begin: (disturbance: Disturbance) => Promise<void>;
    /** Meanwhile the API server cannot be asked. */
    readonly isSilent?: true;
    /** Walked side by side while it lasts. */
    readonly cases: readonly DisturbanceCase[];
  }[];
  /** Leaves the cluster as it was, whatever came of the cases. */
  readonly end: (disturbance: Disturbance) => Promise<void>;
}
