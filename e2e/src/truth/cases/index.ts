import { TruthCase } from '../truthCase';
import { DISTRIBUTION_CASES, LABEL_CASES, NAMESPACE_CASES } from './changes';
import { CONFLICT_CASES } from './conflicts';
import { BY_HAND_CASES, POLICY_CASES, REFRESH_CASES } from './policies';
import { SOURCE_CASES } from './sources';
import { STANDSTILL_CASES } from './standstill';
import { DENIED_CASES, STORE_CASES } from './stores';
import { TARGET_CASES } from './targets';

/** Those in which only the case's own objects change: they run side by side. */
export const CALM_CASES: readonly TruthCase[] = [
  ...REFRESH_CASES,
  ...SOURCE_CASES,
  ...TARGET_CASES,
  ...STORE_CASES,
  ...DENIED_CASES,
  ...CONFLICT_CASES,
  ...POLICY_CASES,
  ...BY_HAND_CASES,
  ...LABEL_CASES,
  ...DISTRIBUTION_CASES,
  ...NAMESPACE_CASES,
];

export { STANDSTILL_CASES };
