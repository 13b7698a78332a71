import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { deriveSample, Sample, sampleAnswerOf } from '../testUtils';
import {
  DELIVERY_CAUSES,
  DELIVERY_STATES,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** One folder per state, one file per situation. */
const FIXTURES = join(__dirname, '__fixtures__');

const files = readdirSync(FIXTURES, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.yaml'))
  .sort();

/** The head of a file, and the objects below it. */
function readSample(file: string): Sample {
  const text = readFileSync(join(FIXTURES, file), 'utf8');
  const [head, ...objects] = parseAllDocuments(text).map(document =>
    document.toJS(),
  );
  return { ...head, objects };
}

describe('deriveDelivery, on objects as the API server returned them', () => {
  const samples = files.map(readSample);

  it.each(samples.map(sample => ({ ...sample, title: sample.what })))(
    '$case: $title',
    sample => {
      const derived = deriveSample(sample);
      expect(sampleAnswerOf(derived)).toEqual(sample.expected);
      const evidence = derived?.evidence.map(({ value }) => value) ?? [];
      expect(evidence.join('\n')).toContain(sample.evidence ?? '');
    },
  );

  it('has each sample in the folder of its state, under the name of its case', () => {
    expect(
      samples.map(sample => `${sample.expected.state}/${sample.case}.yaml`),
    ).toEqual(files);
  });

  it.each(DELIVERY_STATES)('has a sample of the state %s', state => {
    expect(files.map(dirname)).toContain(state);
  });

  // `captured.test.ts` has a sample; `failures.test.ts` has the text alone.
  const elsewhere = ['name-too-long', 'definitions-mismatch'];
  it.each(DELIVERY_CAUSES.filter(cause => !elsewhere.includes(cause)))(
    'has a sample of the cause %s',
    cause => {
      expect(samples.map(({ expected }) => expected.cause)).toContain(cause);
    },
  );

  it('has no Secret and no value among them', () => {
    const text = JSON.stringify(samples.map(({ objects }) => objects));
    expect(text).not.toMatch(/"kind":"Secret"/);
    expect(text).not.toMatch(/canary-/);
  });
});
