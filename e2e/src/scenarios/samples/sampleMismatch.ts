import { isDeepStrictEqual } from 'node:util';
import { Sample } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { placeOf } from '../topics';
import { ScenarioCase } from '../scenario';

/** In what a committed sample is not what the table says; undefined where it is. */
export function sampleMismatch(
  scenarioCase: ScenarioCase,
  sample: Sample | undefined,
): string | undefined {
  const { name, what, unknowable, delivery, expected } = scenarioCase;
  if (!sample) {
    return `${name}: there is no sample`;
  }
  const is = sample.expected;
  const { topic, position } = placeOf(name);
  const differences: [string, unknown, unknown][] = [
    ['what', what, sample.what],
    ['topic', topic, sample.topic],
    ['position', position, sample.position],
    ['unknowable', unknowable, sample.unknowable],
    ['delivery', delivery ?? { distribution: name }, sample.delivery],
    ['evidence', expected.evidence, sample.evidence],
    ['state', expected.state, is.state],
    ['cause', expected.cause, is.cause],
    ['remedyBy', expected.remedyBy ?? is.remedyBy, is.remedyBy],
    [
      'warnings',
      (expected.warnings ?? is.warnings)?.toSorted(),
      is.warnings?.toSorted(),
    ],
    ['summary', true, (is.summary ?? '').includes(expected.summary ?? '')],
  ];
  const found = differences
    .filter(([, wanted, got]) => !isDeepStrictEqual(wanted, got))
    .map(([field]) => field);
  return found.length > 0
    ? `${name}: the sample's ${found} differ; run npm run samples`
    : undefined;
}
