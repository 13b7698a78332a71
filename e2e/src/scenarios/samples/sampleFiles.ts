import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Sample } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { parseAllDocuments, stringify } from 'yaml';
import { REPOSITORY_DIRECTORY } from '../../framework/paths';
import { isSameSituation } from './sameSituation';

/** One folder per state, one file per case. */
const DIRECTORY = join(
  REPOSITORY_DIRECTORY,
  'plugins/central-secrets-node/src/state/__fixtures__',
);

const NOTE = `# Captured by \`npm run samples\`, which overwrites it: the head says of which
# situation, then come the objects as the API server returned them.
`;

async function sampleFiles(): Promise<string[]> {
  const files = await readdir(DIRECTORY, { recursive: true }).catch(() => []);
  return files.filter(file => file.endsWith('.yaml'));
}

/**
 * Writes a sample into the folder of its state, and takes it out of any other.
 * One that says the same as before stays as it is, so that a change of the
 * samples shows what has become different.
 */
export async function writeSample(sample: Sample): Promise<void> {
  const { objects, ...head } = sample;
  const name = `${sample.case}.yaml`;
  const old = (await sampleFiles()).filter(file => file.endsWith(`/${name}`));
  const known = await Promise.all(old.map(readSample));
  if (known.some(other => isSameSituation(other, sample))) {
    return;
  }
  await Promise.all(old.map(file => rm(join(DIRECTORY, file))));
  const file = join(DIRECTORY, sample.expected.state, name);
  await mkdir(dirname(file), { recursive: true });
  const documents = [head, ...objects].map(document =>
    stringify(document, { lineWidth: 0, singleQuote: true }),
  );
  await writeFile(file, NOTE + documents.join('---\n'));
}

async function readSample(file: string): Promise<Sample> {
  const text = await readFile(join(DIRECTORY, file), 'utf8');
  const [head, ...objects] = parseAllDocuments(text).map(document =>
    document.toJS(),
  );
  return { ...head, objects };
}

/** Every sample there is. */
export async function readSamples(): Promise<Sample[]> {
  return Promise.all((await sampleFiles()).map(readSample));
}

/** Removes the samples of cases that there no longer are. */
export async function removeOtherSamples(
  names: ReadonlySet<string>,
): Promise<void> {
  const others = (await readSamples()).filter(
    sample => !names.has(sample.case),
  );
  await Promise.all(
    others.map(({ case: name, expected }) =>
      rm(join(DIRECTORY, expected.state, `${name}.yaml`)),
    ),
  );
}
