import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { DefinitionFault } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Sample } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  manifestOf,
  readManifests,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { toFindings } from '../toFindings';

const FIXTURES = join(
  __dirname,
  '../../../../central-secrets-node/src/state/__fixtures__',
);

/** Every situation that was captured from the real operator. */
export const CAPTURED: readonly Sample[] = readdirSync(FIXTURES, {
  recursive: true,
})
  .map(String)
  .filter(file => file.endsWith('.yaml'))
  .sort()
  .map((file): Sample => {
    const [head, ...objects] = parseAllDocuments(
      readFileSync(join(FIXTURES, file), 'utf8'),
    ).map(document => document.toJS());
    return { ...head, objects };
  });

/** The errors that the rules find in a sample's distribution. */
async function faultsIn(
  { objects, delivery }: Sample,
  engine: TemplateEngine,
): Promise<DefinitionFault[]> {
  const manifests = objects
    .filter(
      object =>
        object.kind === 'ClusterExternalSecret' &&
        'distribution' in delivery &&
        manifestOf(object)?.name === delivery.distribution,
    )
    .map(object => manifestOf(object)!);
  const input = readManifests(manifests, DEFAULT_RULE_SETTINGS);
  const verdicts = await engine.judge(
    input.templates.map(({ template }) => template),
  );
  return toFindings(lint(input, verdicts), input.templates).filter(
    ({ severity }) => severity === 'error',
  );
}

/** The same of each captured situation. */
export async function faultsInCaptured(): Promise<
  ReadonlyMap<Sample, readonly DefinitionFault[]>
> {
  const engine = TemplateEngine.create({ timeLimitMs: 60_000 });
  const found = new Map<Sample, readonly DefinitionFault[]>();
  try {
    // Calls of the engine must not overlap.
    for (const sample of CAPTURED) {
      found.set(sample, await faultsIn(sample, engine));
    }
  } finally {
    await engine.close();
  }
  return found;
}
