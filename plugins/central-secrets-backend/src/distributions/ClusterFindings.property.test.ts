import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  BUILT_AT,
  clusterSecretStore,
  distribution,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  manifestOf,
  readManifests,
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';
import fc from 'fast-check';
import { isFresh } from '../inventory/observation';
import { FakeClusterInventory } from '../__testUtils__';
import { Action, ruleAction } from './__testUtils__/ruleActions';
import { ClusterFindings } from './ClusterFindings';
import { TemplateJudge } from './TemplateJudge';
import { toFindings } from './toFindings';

jest.setTimeout(120_000);

const NOW = Date.parse(BUILT_AT);
const limits = DEFAULT_DELIVERY_LIMITS;
const requestLabels = ['secrets/*'];
const protectedNamespaces = ['kube-system', 'shop'];

/** Templates that name no key fail; the rest works. */
function judgeOne({ text }: TemplateToJudge): TemplateVerdict {
  return text.includes('.')
    ? { outcome: 'rendered', accepted: true, constant: false }
    : { outcome: 'failed', message: 'why', accepted: false, constant: true };
}

/** The amount of work that follows a step: none, some steps, or all of it. */
const workArbitrary = fc.constantFrom(0, 1, 3, Infinity, Infinity);

/** Applies the rules to everything at once. */
function fromScratch(cluster: FakeClusterInventory) {
  const complete = (['clustersecretstores', 'namespaces'] as const).every(
    kind =>
      isFresh(cluster.observations()[kind], NOW, limits.observationMaxAgeMs),
  );
  const input = readManifests(
    [
      ...[...cluster.distributions()]
        .sort(
          (one, other) =>
            one.createdAt - other.createdAt || (one.name < other.name ? -1 : 1),
        )
        .map(record => cluster.ruleManifest(record)!),
      ...[...cluster.clusterStores()]
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .map(record => cluster.ruleManifest(record)!),
      ...cluster.namespaceRecords().map(
        ({ name, labels: given }) =>
          manifestOf({
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name, labels: given },
          } as RawObject)!,
      ),
    ],
    {
      ...DEFAULT_RULE_SETTINGS,
      requestLabels,
      protectedNamespaces,
      complete,
      expectedNamespaces: 0,
    },
  );
  const findings = lint(
    input,
    input.templates.map(({ template }) => judgeOne(template)),
  );
  return Object.fromEntries(
    input.writers.map(({ manifest }) => [
      manifest.name,
      toFindings(
        findings.filter(finding => finding.manifest === manifest),
        input.templates,
      ),
    ]),
  );
}

describe('the findings that are kept', () => {
  it('are those of the rules on everything at once, whatever changed', async () => {
    const seen = new Set<string>();
    const check = async (steps: readonly (readonly [Action, number])[]) => {
      const cluster = new FakeClusterInventory({
        observedAt: NOW,
        objects: [
          clusterSecretStore(),
          ...['oauth', 'registry', 'mail'].map(name => distribution(name)),
          namespace('app', {
            metadata: { labels: { 'secrets/oauth': 'true' } },
          }),
        ],
      });
      const judge = new TemplateJudge({
        engine: { judge: async templates => templates.map(judgeOne) },
        onError: () => {},
        clock: () => NOW,
      });
      const findings = new ClusterFindings({
        cluster,
        judge,
        limits,
        requestLabels,
        protectedNamespaces,
        clock: () => NOW,
      });
      cluster.onChange(change => findings.note(change));
      const kept = () =>
        Object.fromEntries(
          cluster
            .distributions()
            .map(({ name }) => [name, findings.of(name).findings]),
        );
      const settle = (work: number) => {
        let left = work;
        return work > 0 && findings.settle(() => (left -= 1) > 0);
      };
      for (const [act, work] of [...steps, [() => {}, Infinity] as const]) {
        act(cluster);
        if (!settle(work)) {
          continue;
        }
        // Asks for the verdicts.
        kept();
        await judge.settled();
        const expected = fromScratch(cluster);
        expect(kept()).toEqual(expected);
        for (const { code } of Object.values(expected).flat()) {
          seen.add(code);
        }
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(ruleAction, workArbitrary), {
          minLength: 1,
          maxLength: 25,
        }),
        check,
      ),
      { numRuns: 300 },
    );
    // The test reaches what it is about.
    expect([...seen].sort()).toEqual(
      expect.arrayContaining([
        'external-secret-name-taken',
        'protected-namespace-selected',
        'refresh-interval-too-short',
        'request-label-shared',
        'secret-contested',
        'self-service-invalid',
        'selector-matches-no-namespace',
        'store-denies',
        'store-missing',
        'template-fails',
      ]),
    );
  });
});
