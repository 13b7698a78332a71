import { ScenarioCase } from '../scenario';
import { BY_HAND_CASES } from './byHand';
import { CONFLICT_CASES } from './conflicts';
import { DECLARED_CASES } from './declared';
import { DENIED_CASES } from './denied';
import { DISTRIBUTION_CASES } from './distributions';
import { LABEL_CASES } from './labels';
import { NAMESPACE_CASES } from './namespaces';
import { OWN_STORE_CASES } from './ownStores';
import { POLICY_CASES } from './policies';
import { PROVIDER_CASES } from './providers';
import { REFRESH_CASES } from './refresh';
import { SOURCE_CASES } from './sources';
import { STANDSTILL_CASES } from './standstill';
import { STORE_CASES } from './stores';
import { TARGET_CASES } from './targets';

/** Situations of one sort. */
export interface Topic {
  readonly title: string;
  readonly cases: readonly ScenarioCase[];
}

/** In which only the case's own objects change: they run side by side. */
export const CALM_TOPICS: readonly Topic[] = [
  { title: 'Requests', cases: LABEL_CASES },
  { title: 'Refresh', cases: REFRESH_CASES },
  { title: 'The source', cases: SOURCE_CASES },
  { title: 'Provider and values', cases: PROVIDER_CASES },
  { title: 'The target Secret', cases: TARGET_CASES },
  { title: 'Creation and deletion policies', cases: POLICY_CASES },
  { title: 'The central store', cases: STORE_CASES },
  { title: "The namespace's own store", cases: OWN_STORE_CASES },
  { title: 'Store conditions', cases: DENIED_CASES },
  { title: 'Conflicts', cases: CONFLICT_CASES },
  { title: 'Manual changes', cases: BY_HAND_CASES },
  { title: 'ExternalSecrets that a team declares', cases: DECLARED_CASES },
  { title: 'Changes of distributions', cases: DISTRIBUTION_CASES },
  { title: 'Changes of namespaces', cases: NAMESPACE_CASES },
];

export const CALM_CASES: readonly ScenarioCase[] = CALM_TOPICS.flatMap(
  ({ cases }) => cases,
);

export { STANDSTILL_CASES };
