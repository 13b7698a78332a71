import { Clock } from '../clock';
import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject } from '../apiServer/objects';
import { ProviderContext } from './provider';

/** The context that the controllers share. */
export interface ControllerContext {
  api: ClusterApi;
  clock: Clock;
  /** How the source behind a store behaves now. */
  providerContext(store: KubernetesObject): ProviderContext;
}

/** When a controller wants to look again: after so many milliseconds, after a growing pause, or only when something changes. */
export type Outcome = { afterMs?: number } | 'retry';
