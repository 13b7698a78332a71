import { AFTER_THE_ATTEMPT } from './afterTheAttempt';
import { BEFORE_THE_ATTEMPT } from './beforeTheAttempt';
import { FixtureCase } from './fixtureCase';

/** Every fixture, and what is to be derived from it. A fixture may serve several cases. */
export const FIXTURE_CASES: readonly FixtureCase[] = [
  ...BEFORE_THE_ATTEMPT,
  ...AFTER_THE_ATTEMPT,
];
