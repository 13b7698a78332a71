import {
  Controller,
  GENERATORS_GROUP,
  HubAccess,
  HubProblem,
} from '@central-secrets/manifest-rules';
import { ClusterApi, pagesOf, Refused } from '../ClusterApi';
import { CheckResult, DoctorFinding, problem, unknown } from '../finding';
import { MadeObjects } from '../MadeObjects';
import { servedResources } from '../servedResources';
import {
  JudgedKind,
  judgedKinds,
  Judgement,
  kindOf,
  MAKERS,
} from './teamKinds';

/** The result of examining the objects of teams. */
export interface TeamObjectsExamined {
  readonly result: CheckResult;
  /** PushSecrets and ClusterPushSecrets; undefined where they are not known. */
  readonly pushes?: number;
}

/** An item may have more than a megabyte, and teams decide that. */
const PAGE_SIZE = 50;

const ESO = 'external-secrets.io';
const PUSHES = ['pushsecrets', 'clusterpushsecrets'];

function isReady(object: any): boolean {
  const conditions = object.status?.conditions;
  return (
    Array.isArray(conditions) &&
    conditions.some(each => each?.type === 'Ready' && each.status === 'True')
  );
}

/** Returns the remedy for an object that a policy would refuse today. */
function remedyFor(kind: JudgedKind, object: any): string {
  const { namespace, name } = object.metadata;
  const where = namespace ? `-n ${namespace} ` : '';
  const what = `${kind.resource}.${kind.group} ${name}`;
  return [
    `see who wrote it: kubectl ${where}get ${what} -o yaml --show-managed-fields`,
    `unless a hub owner did, delete it: kubectl ${where}delete ${what}`,
    'if it was ever Ready, assume that the whole hub was read, and rotate every credential in it',
  ].join('; ');
}

function findingOf(
  kind: JudgedKind,
  { code, words }: Judgement,
  object: any,
  problems: readonly HubProblem[],
  owner: Controller | undefined,
): DoctorFinding {
  const { namespace, name } = object.metadata;
  const path = [namespace, name].filter(Boolean).join('/');
  const texts = problems.map(({ text }) => text).join(', ');
  const state = [
    ...(owner
      ? [
          `. It names ${owner.kind} ${owner.name} as its owner, which did not create it`,
        ]
      : []),
    ...(isReady(object) ? ['. It is Ready'] : []),
  ].join('');
  return problem(
    code,
    `${kindOf(object, kind)} ${path}`,
    `${words}: ${texts}${state}`,
    remedyFor(kind, object),
  );
}

/** Judges the objects of teams, a page at a time. */
class TeamObjects {
  readonly findings: DoctorFinding[] = [];
  readonly counts = new Map<string, number>();
  readonly #made: MadeObjects;
  readonly #api: ClusterApi;
  readonly #access: HubAccess;
  readonly #paths: ReadonlyMap<string, string>;
  readonly #progress: (text: string) => void;

  constructor(
    api: ClusterApi,
    access: HubAccess,
    paths: ReadonlyMap<string, string>,
    progress: (text: string) => void,
  ) {
    this.#made = new MadeObjects(
      api,
      new Map(
        MAKERS.flatMap(({ kind, resource }) => {
          const path = paths.get(resource);
          return path ? [[kind, path] as const] : [];
        }),
      ),
    );
    this.#api = api;
    this.#access = access;
    this.#paths = paths;
    this.#progress = progress;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, each) => sum + each, 0);
  }

  /**
   * Judges every object of a kind that creates others, and remembers it as an
   * owner.
   */
  async examineMakers(kind: JudgedKind): Promise<void> {
    const isRead = await this.examine(kind, object =>
      this.#made.add(kind.kind, object),
    );
    if (!isRead) {
      this.#made.believe(kind.kind);
    }
  }

  /**
   * Judges every object of a kind; a kind that is not served has none.
   *
   * @returns whether the kind could be read
   */
  async examine(
    kind: JudgedKind,
    onObject: (object: any) => void = () => {},
  ): Promise<boolean> {
    const path = this.#paths.get(kind.resource);
    if (!path) {
      return true;
    }
    return this.#orUnknown(kind.resource, async () => {
      for await (const page of pagesOf(this.#api, path, PAGE_SIZE)) {
        for (const object of page) {
          onObject(object);
          await this.#judge(kind, object);
        }
        this.#count(kind.resource, page.length);
      }
    });
  }

  /**
   * A request label does not belong on a namespace that must not have a copy.
   */
  async examineNamespaces(): Promise<void> {
    const { protectedNamespaces, requestLabelPrefix } = this.#access;
    if (requestLabelPrefix === '') {
      return;
    }
    await this.#orUnknown('namespaces', async () => {
      for await (const page of pagesOf(this.#api, '/api/v1/namespaces')) {
        for (const { metadata } of page) {
          if (!protectedNamespaces.includes(metadata.name)) {
            continue;
          }
          const labels = Object.keys(metadata.labels ?? {}).filter(key =>
            key.startsWith(requestLabelPrefix),
          );
          if (labels.length === 0) {
            continue;
          }
          this.findings.push(
            problem(
              'protected-namespace-labelled',
              `Namespace ${metadata.name}`,
              `has ${labels.join(
                ', ',
              )}, and no copy of a credential may go there`,
              `remove it: kubectl label namespace ${metadata.name} ${labels
                .map(key => `${key}-`)
                .join(' ')}; check whether a copy arrived: kubectl -n ${
                metadata.name
              } get externalsecrets`,
            ),
          );
        }
        this.#count('namespaces', page.length);
      }
    });
  }

  #count(resource: string, more: number): void {
    this.counts.set(resource, (this.counts.get(resource) ?? 0) + more);
    this.#progress(`team objects: ${this.total} read`);
  }

  async #judge(kind: JudgedKind, object: any): Promise<void> {
    for (const judgement of kind.judgements) {
      const problems = judgement.judge(object, this.#access);
      if (problems.length === 0) {
        continue;
      }
      const isMade = judgement.passesToMaker && (await this.#made.has(object));
      if (isMade) {
        continue;
      }
      const owner = judgement.passesToMaker
        ? this.#made.ownerOf(object)
        : undefined;
      this.findings.push(findingOf(kind, judgement, object, problems, owner));
    }
  }

  async #orUnknown(about: string, body: () => Promise<void>): Promise<boolean> {
    try {
      await body();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      this.findings.push(unknown(about, error.message));
      return false;
    }
  }
}

/**
 * Looks for objects that the policies refuse today, and that are older than the
 * policies or were written while the policies were disabled.
 */
export async function checkTeamObjects(
  api: ClusterApi,
  access: HubAccess,
  progress: (text: string) => void,
): Promise<TeamObjectsExamined> {
  const discovery: DoctorFinding[] = [];
  const discover = async (group: string) => {
    try {
      return await servedResources(api, group);
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      discovery.push(unknown(group, error.message));
      return new Map<string, string>();
    }
  };
  const generators = await discover(GENERATORS_GROUP);
  const paths = new Map([...generators, ...(await discover(ESO))]);
  const objects = new TeamObjects(api, access, paths, progress);
  for (const kind of MAKERS) {
    await objects.examineMakers(kind);
  }
  const kinds = judgedKinds([...generators.keys()], access);
  for (const kind of kinds) {
    await objects.examine(kind);
  }
  await objects.examineNamespaces();
  const findings = [...discovery, ...objects.findings];
  const pushesAreKnown =
    discovery.length === 0 &&
    PUSHES.every(name => !paths.has(name) || objects.counts.has(name));
  return {
    result: {
      check: 'team-objects',
      scope: `${objects.total} objects of ${objects.counts.size} kinds`,
      findings,
    },
    pushes: pushesAreKnown
      ? PUSHES.reduce((sum, name) => sum + (objects.counts.get(name) ?? 0), 0)
      : undefined,
  };
}
