import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { DefinitionFault } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  deriveSample,
  RawObject,
  Sample,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  manifestOf,
  readManifests,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { toFindings } from './toFindings';

/**
 * The captured situations, with other texts in place of the operator's: newer
 * operators publish only which operation failed, and a proxy or a provider may
 * publish anything.
 */

const FIXTURES = join(
  __dirname,
  '../../../central-secrets-node/src/state/__fixtures__',
);

const samples = readdirSync(FIXTURES, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.yaml'))
  .sort()
  .map((file): Sample => {
    const [head, ...objects] = parseAllDocuments(
      readFileSync(join(FIXTURES, file), 'utf8'),
    ).map(document => document.toJS());
    return { ...head, objects };
  });

const engine = TemplateEngine.create({ timeLimitMs: 60_000 });
afterAll(() => engine.close());
jest.setTimeout(120_000);

/** The errors that the rules find in the sample's distribution. */
async function faultsIn({
  objects,
  delivery,
}: Sample): Promise<DefinitionFault[]> {
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

/** A sample's objects with other texts about its attempts. */
function withTexts(
  objects: readonly RawObject[],
  rewrite: (text: string) => string,
): RawObject[] {
  return objects.map(object => {
    const copy: any = structuredClone(object);
    if (copy.kind === 'Event') {
      copy.message = rewrite(copy.message ?? '');
    }
    if (copy.kind !== 'Namespace') {
      (copy.status?.conditions ?? [])
        .filter(({ message }: any) => message)
        .forEach((condition: any) => {
          condition.message = rewrite(condition.message);
        });
    }
    (copy.status?.failedNamespaces ?? []).forEach((failed: any) => {
      failed.reason = rewrite(failed.reason);
    });
    return copy;
  });
}

/**
 * Texts as operators from 2.14 on publish them (design 016 of External Secrets
 * Operator): the operation, and a detail of a closed list.
 */
function asSince214(text: string): string {
  const details: readonly (readonly [RegExp, string])[] = [
    [
      /secrets? "[^"]*" not found|Secret does not exist/,
      'could not get secret data from provider: spec.data[0]',
    ],
    [
      /could not apply template.*(?:not defined|unclosed|unexpected)/s,
      'could not update secret: spec.target.template.data: template parsing failed',
    ],
    [
      /could not apply template/,
      'could not update secret: spec.target.template.data: template execution failed',
    ],
    [/owned by another/, 'target is owned by another ExternalSecret'],
    [/set controller reference/, 'failed to take ownership of target secret'],
    [/immutable/, 'could not update secret, target is immutable'],
    [
      /Secret "[^"]*" is invalid/,
      'could not update secret: Kubernetes object validation failed',
    ],
    [
      /exceeded quota|denied|webhook/,
      'could not update secret: Kubernetes API access denied',
    ],
    [/^error processing/, 'could not get secret data from provider'],
    [
      /^could not create or update ExternalSecret/,
      'could not create or update ExternalSecret',
    ],
  ];
  return details.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

describe('the captured situations, with other texts', () => {
  let faults: ReadonlyMap<Sample, DefinitionFault[]>;
  beforeAll(async () => {
    const found = new Map<Sample, DefinitionFault[]>();
    // Calls of the engine must not overlap.
    for (const sample of samples) {
      found.set(sample, await faultsIn(sample));
    }
    faults = found;
  });

  const explain = (rewrite: (text: string) => string) =>
    samples.map(sample => {
      const known = { faults: faults.get(sample) };
      const objects = withTexts(sample.objects, rewrite);
      return {
        name: `${sample.expected.state}/${sample.case}`,
        before: deriveSample(sample, known),
        after: deriveSample({ ...sample, objects }, known),
      };
    });

  it.each<{
    texts: string;
    rewrite: (text: string) => string;
    otherStates: string[];
    least: number;
  }>([
    {
      texts: 'of operators from 2.14 on',
      rewrite: asSince214,
      otherStates: [],
      least: 0.69,
    },
    {
      texts: 'that say nothing',
      rewrite: () => '%7f 4711 xq',
      // Only the operator knows the owner of a Secret that is not its own.
      otherStates: ['conflict/owned-by-controller'],
      least: 0.5,
    },
  ])(
    '$texts: keep their states, and have no wrong cause',
    ({ rewrite, otherStates, least }) => {
      const explained = explain(rewrite);
      expect(
        explained
          .filter(({ before, after }) => before?.state !== after?.state)
          .map(({ name }) => name),
      ).toEqual(otherStates);

      const isWrong = ({ before, after }: (typeof explained)[number]) =>
        after?.cause !== before?.cause && after?.cause !== 'other';
      expect(explained.filter(isWrong).map(({ name }) => name)).toEqual([]);

      const withCause = explained.filter(({ before }) => before?.cause);
      const kept = withCause.filter(
        ({ before, after }) => after?.cause === before?.cause,
      );
      expect(kept.length / withCause.length).toBeGreaterThan(least);
      for (const { after } of withCause) {
        const isOpen = after?.cause === 'other';
        expect(after?.certainty === 'unknown').toBe(isOpen);
        const isProven = after?.certainty === 'proven';
        expect(after?.candidates.length === 0).toBe(isProven);
      }
    },
  );

  it('of a broken manifest are proven, where the operator says at which operation it failed', () => {
    const explained = explain(text => text.split(':')[0]);
    expect(
      explained
        .filter(({ after }) => after?.certainty === 'proven')
        .filter(({ name }) => /template|invalid|rewrite/.test(name))
        .map(({ name, after }) => `${name}: ${after?.cause}`),
    ).toEqual([
      'failed/invalid-docker-json: invalid-secret',
      'failed/invalid-key: invalid-secret',
      'failed/invalid-tls: invalid-secret',
      'failed/rewrite-bad-expression: template',
      'failed/selector-invalid: selector-invalid',
      'failed/template-unclosed: template',
      'failed/template-unknown-function: template',
      'failed/template-unknown-key: template',
    ]);
  });
});
