import { isDeepStrictEqual } from 'node:util';
import { Sample } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { plain } from '../plain';

/** Fields whose value differs between any two runs. */
const OF_A_RUN: readonly string[] = [
  'count',
  'resourceVersion',
  'syncedResourceVersion',
];

/** The end of an event's name is a time in nanoseconds. */
const EVENT_TIME = /\.[0-9a-f]{16}$/;

function withoutRun(sample: Sample): unknown {
  const text = JSON.stringify(sample, (key, value) => {
    if (OF_A_RUN.includes(key)) {
      return undefined;
    }
    return key === 'name' && typeof value === 'string'
      ? value.replace(EVENT_TIME, '')
      : value;
  });
  return JSON.parse(plain(text));
}

/** Whether two samples differ in nothing but what any two runs differ in: times, ids, versions, ports. */
export function isSameSituation(one: Sample, other: Sample): boolean {
  return isDeepStrictEqual(withoutRun(one), withoutRun(other));
}
