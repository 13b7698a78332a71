import {
  DistributionFinding,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  Manifest,
  manifestOf,
  readManifests,
  RuleInput,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';
import { isFresh } from '../deliveries/freshness';
import { ClusterInventory } from '../inventory/types';
import { TemplateJudge } from './TemplateJudge';
import { toFindings } from './toFindings';

/** What the rules find in one distribution as it is on the cluster. */
export interface FindingsOfDistribution {
  readonly findings: readonly DistributionFinding[];
  /** false: some of its templates are still being judged. */
  readonly complete: boolean;
}

const NOTHING: FindingsOfDistribution = { findings: [], complete: true };

interface Judged {
  readonly manifests: readonly Manifest[];
  readonly namespaces: ReadonlyMap<string, NamespaceRecord['labels']>;
  readonly everythingIsKnown: boolean;
  readonly input: RuleInput;
  readonly judgeRevision: number;
  readonly byName: ReadonlyMap<string, FindingsOfDistribution>;
}

/** Whether a namespace was added, removed or labelled otherwise. */
function sameLabels(
  known: Judged['namespaces'],
  records: readonly NamespaceRecord[],
): boolean {
  return (
    known.size === records.length &&
    records.every(({ name, labels }) => {
      const before = known.get(name);
      if (before === labels) return true;
      const keys = Object.keys(labels);
      return (
        before !== undefined &&
        keys.length === Object.keys(before).length &&
        keys.every(key => before[key] === labels[key])
      );
    })
  );
}

/**
 * The rules on the distributions of one cluster, as the inventory has them.
 *
 * What it costs: asked again with nothing changed, a comparison of pointers for
 * each distribution, store and namespace. After a change of a distribution, a
 * store or a namespace's labels, or when more templates are judged, all rules
 * anew, in time that grows with the number of distributions and namespaces
 * and not with their product (`selectedNamespaces`). No cluster is ever asked.
 */
export class ClusterFindings {
  readonly #cluster: ClusterInventory;
  readonly #judge: TemplateJudge;
  readonly #requestLabels: readonly string[];
  #judged: Judged | undefined;

  constructor(options: {
    cluster: ClusterInventory;
    judge: TemplateJudge;
    requestLabels: readonly string[];
  }) {
    this.#cluster = options.cluster;
    this.#judge = options.judge;
    this.#requestLabels = options.requestLabels;
  }

  /** By the distribution's name. */
  of(
    name: string,
    freshness: { now: number; maxAgeMs: number },
  ): FindingsOfDistribution {
    const cluster = this.#cluster;
    const manifests = [
      ...cluster.distributions(),
      ...cluster.clusterStores(),
    ].flatMap(record => cluster.ruleManifest(record) ?? []);
    const records = cluster.namespaceRecords();
    const observations = cluster.observations();
    // Else a store that may not be seen would be called missing.
    const everythingIsKnown = (
      ['clustersecretstores', 'namespaces'] as const
    ).every(kind =>
      isFresh(observations[kind], freshness.now, freshness.maxAgeMs),
    );
    const judged = this.#judged;
    const unchanged =
      judged &&
      judged.everythingIsKnown === everythingIsKnown &&
      judged.manifests.length === manifests.length &&
      judged.manifests.every((each, index) => each === manifests[index]) &&
      sameLabels(judged.namespaces, records);
    if (!unchanged) {
      this.#judged = this.#lint({
        manifests,
        everythingIsKnown,
        namespaces: new Map(records.map(each => [each.name, each.labels])),
        input: readManifests(
          [...manifests, ...records.map(namespaceManifest)],
          {
            ...DEFAULT_RULE_SETTINGS,
            requestLabels: this.#requestLabels,
            complete: everythingIsKnown,
            // Those that there are can be counted.
            expectedNamespaces: 0,
          },
        ),
      });
    } else if (judged.judgeRevision !== this.#judge.revision) {
      this.#judged = this.#lint(judged);
    }
    return this.#judged!.byName.get(name) ?? NOTHING;
  }

  #lint(known: Omit<Judged, 'byName' | 'judgeRevision'>): Judged {
    const { input } = known;
    const judgeRevision = this.#judge.revision;
    const verdicts = this.#judge.verdictsOf(
      input.templates.map(({ template }) => template),
    );
    const incomplete = new Set(
      input.templates
        .filter((_, index) => !verdicts[index])
        .map(({ writer }) => writer.manifest),
    );
    // Rules pass over a template that has no verdict.
    const findings = lint(input, verdicts as never);
    return {
      ...known,
      judgeRevision,
      byName: new Map(
        input.writers.map(({ manifest }) => [
          manifest.name,
          {
            complete: !incomplete.has(manifest),
            findings: toFindings(
              findings.filter(finding => finding.manifest === manifest),
              input.templates,
            ),
          },
        ]),
      ),
    };
  }
}

function namespaceManifest({ name, labels }: NamespaceRecord): Manifest {
  return manifestOf({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  })!;
}
