import {
  DistributionRecord,
  isNamespaceFinalizer,
  NamespaceRecord,
  parseDistribution,
  parseExternalSecret,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  judgeNamespaceFinalizers,
  NamespaceFinalizerVerdict,
} from '../hub/namespaceFinalizers';
import { accepted, ClusterApi, listAll, Refused } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';
import { inParallel } from '../inParallel';

const ESO = '/apis/external-secrets.io/v1';

/**
 * A namespace that carries finalizers of the operator, and the verdict on each.
 */
export interface MarkedNamespace {
  readonly record: NamespaceRecord;
  readonly verdicts: readonly NamespaceFinalizerVerdict[];
}

interface Distributions {
  readonly records: ReadonlyMap<string, DistributionRecord>;
  readonly provisioned: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The content of the spec does not matter here, and an unreadable part of it
 * must not hide the rest.
 */
function withoutSpec(object: any, field: string): unknown {
  return { ...object, spec: { ...object.spec, [field]: {} } };
}

function distributionsOf(objects: readonly any[]): Distributions {
  return {
    records: new Map(
      objects
        .map(object =>
          parseDistribution(withoutSpec(object, 'externalSecretSpec')),
        )
        .map(record => [record.name, record]),
    ),
    provisioned: new Map(
      objects.map(({ metadata, status }) => [
        metadata.name,
        new Set<string>(status?.provisionedNamespaces ?? []),
      ]),
    ),
  };
}

async function judge(
  api: ClusterApi,
  record: NamespaceRecord,
  { records, provisioned }: Distributions,
): Promise<MarkedNamespace> {
  const copies = await listAll(
    api,
    `${ESO}/namespaces/${record.name}/externalsecrets`,
  );
  return {
    record,
    verdicts: judgeNamespaceFinalizers({
      namespace: record,
      distributions: records,
      provisioned,
      externalSecrets: copies.map(copy =>
        parseExternalSecret({ ...copy, spec: {} }),
      ),
    }),
  };
}

/**
 * Judges one namespace by the cluster's state at this moment. @throws Refused
 * where it is gone
 */
export async function judgeNamespaceNow(
  api: ClusterApi,
  name: string,
): Promise<MarkedNamespace> {
  const { body } = accepted(
    await api.ask('GET', `/api/v1/namespaces/${name}`),
    `read namespace ${name}`,
  );
  const distributions = await listAll(api, `${ESO}/clusterexternalsecrets`);
  return judge(api, parseNamespace(body), distributionsOf(distributions));
}

function findingOf(verdict: NamespaceFinalizerVerdict): DoctorFinding[] {
  if (verdict.verdict !== 'left') {
    return [];
  }
  return [
    problem(
      'namespace-finalizer-left',
      `Namespace ${verdict.namespace}`,
      `has the finalizer ${
        verdict.finalizer
      }, which no controller will remove: ${verdict.reason}. ${
        verdict.terminating
          ? 'It is being deleted, and hangs because of it'
          : 'Deleting it will hang because of it'
      }`,
      'run central-secrets doctor --fix to see the command that removes it, or central-secrets doctor --fix --yes to remove it',
    ),
  ];
}

/** Looks for finalizers that the operator left on namespaces. */
export async function checkFinalizers(
  api: ClusterApi,
  progress: (text: string) => void,
): Promise<{ result: CheckResult; marked: MarkedNamespace[] }> {
  try {
    const namespaces = await listAll(api, '/api/v1/namespaces', count =>
      progress(`finalizers: ${count} namespaces read`),
    );
    const candidates = namespaces
      .map(parseNamespace)
      .filter(({ finalizers }) => finalizers.some(isNamespaceFinalizer));
    // Read after the namespaces, so that a distribution that selects one now is
    // always among them.
    const distributions = distributionsOf(
      await listAll(api, `${ESO}/clusterexternalsecrets`),
    );
    let judged = 0;
    const marked = await inParallel(candidates, async record => {
      const found = await judge(api, record, distributions);
      judged += 1;
      progress(
        `finalizers: ${judged} of ${candidates.length} namespaces judged`,
      );
      return found;
    });
    return {
      marked,
      result: {
        check: 'finalizers',
        scope: `${namespaces.length} namespaces, ${marked.length} with finalizers of the operator`,
        findings: marked.flatMap(({ verdicts }) => verdicts.flatMap(findingOf)),
      },
    };
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    return {
      marked: [],
      result: {
        check: 'finalizers',
        scope: 'namespaces',
        findings: [unknown('Namespaces', error.message)],
      },
    };
  }
}
