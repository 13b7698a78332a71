import { CALM_TOPICS, STANDSTILL_CASES, Topic } from './cases';
import { casesOf, DISTURBANCE_SCENARIOS } from './disturbances';

/** Every case there is, in the order in which people are told of them. */
export const TOPICS: readonly Topic[] = [
  ...CALM_TOPICS,
  { title: 'The operator is stopped', cases: STANDSTILL_CASES },
  ...DISTURBANCE_SCENARIOS.map(disturbance => ({
    title: disturbance.title,
    cases: casesOf(disturbance),
  })),
];

const PLACES = new Map(
  TOPICS.flatMap(({ title, cases }) =>
    cases.map(({ name }) => ({ name, topic: title })),
  ).map(({ name, topic }, index) => [name, { topic, position: index + 1 }]),
);

/** Where people are told of a case. */
export function placeOf(name: string): {
  readonly topic: string;
  readonly position: number;
} {
  const place = PLACES.get(name);
  if (!place) {
    throw new Error(`no topic has the case ${name}`);
  }
  return place;
}
