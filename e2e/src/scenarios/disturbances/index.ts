import { DisturbanceScenario, DisturbanceCase } from '../disturbance';
import { DEFINITIONS_REMOVED, VERSIONS_MOVED } from './definitions';
import { OBSERVATION_LOST } from './observation';
import { OPERATOR_ENDED, OPERATOR_SLOW } from './operator';
import { WRITES_REFUSED } from './refusals';

/** What disturbs the whole cluster: one after another, after everything else. */
export const DISTURBANCE_SCENARIOS: readonly DisturbanceScenario[] = [
  OPERATOR_ENDED,
  OPERATOR_SLOW,
  OBSERVATION_LOST,
  VERSIONS_MOVED,
  DEFINITIONS_REMOVED,
  WRITES_REFUSED,
];

export const casesOf = ({ phases }: DisturbanceScenario): DisturbanceCase[] =>
  phases.flatMap(({ cases }) => cases);
