import {
  generatorResource,
  GENERATORS_GROUP,
  HubAccess,
  HubProblem,
  judgeClusterStore,
  judgeGenerator,
  judgeHubReference,
  judgePush,
  judgeStore,
  judgeTemplates,
  mayRefuseGenerator,
} from '@central-secrets/manifest-rules';

/** The possible problems of objects of a kind, and the words for them. */
export interface Judgement {
  /** A name that never changes. */
  readonly code: string;
  /** The effect of the object; the list of problems follows it. */
  readonly words: string;
  /**
   * Whether a cluster-wide object that has created it is responsible for it.
   */
  readonly passesToMaker: boolean;
  readonly judge: (object: unknown, access: HubAccess) => readonly HubProblem[];
}

/** A kind whose objects are judged. */
export interface JudgedKind {
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
  readonly judgements: readonly Judgement[];
}

/**
 * Believes no owner here: a lookup decides whether it has created the object.
 */
const NO_OWNER = () => false;

const TEMPLATES: Judgement = {
  code: 'template-refused',
  words: 'has a template that could read any Secret of the cluster',
  passesToMaker: true,
  judge: (object, access) => judgeTemplates(object, access, NO_OWNER),
};

const PUSH: Judgement = {
  code: 'push-to-hub',
  words: 'would replace central credentials',
  passesToMaker: true,
  judge: (object, access) => judgePush(object, access, NO_OWNER),
};

const OWN_IDENTITY =
  'makes the operator use its own identity, or one that cannot be checked';

const ESO = 'external-secrets.io';

/**
 * Cluster-wide kinds that create others. They are read first, so that their
 * objects are recognized by their owner.
 */
export const MAKERS: readonly JudgedKind[] = [
  {
    group: ESO,
    resource: 'clusterexternalsecrets',
    kind: 'ClusterExternalSecret',
    judgements: [TEMPLATES],
  },
  {
    group: ESO,
    resource: 'clusterpushsecrets',
    kind: 'ClusterPushSecret',
    judgements: [PUSH, TEMPLATES],
  },
];

const OTHERS: readonly JudgedKind[] = [
  {
    group: ESO,
    resource: 'clustersecretstores',
    kind: 'ClusterSecretStore',
    judgements: [
      {
        code: 'cluster-store-unguarded',
        words: 'opens an access that no policy controls',
        passesToMaker: false,
        judge: judgeClusterStore,
      },
    ],
  },
  {
    group: ESO,
    resource: 'secretstores',
    kind: 'SecretStore',
    judgements: [
      {
        code: 'store-refused',
        words: OWN_IDENTITY,
        passesToMaker: false,
        judge: judgeStore,
      },
    ],
  },
  {
    group: ESO,
    resource: 'externalsecrets',
    kind: 'ExternalSecret',
    judgements: [
      {
        code: 'hub-read-directly',
        words: 'reads the hub past every distribution',
        passesToMaker: true,
        judge: (object, access) => judgeHubReference(object, access, NO_OWNER),
      },
      TEMPLATES,
    ],
  },
  {
    group: ESO,
    resource: 'pushsecrets',
    kind: 'PushSecret',
    judgements: [PUSH, TEMPLATES],
  },
];

/**
 * Generators that are not judged: cluster-wide ones belong to the platform, and
 * the operator's own state objects look like those of any other user.
 */
const NOT_JUDGED = ['clustergenerators', 'generatorstates'];

/** A generator's kind as discovery names it, where it has to be read. */
function generatorKinds(
  served: readonly string[],
  access: HubAccess,
): JudgedKind[] {
  return served
    .filter(
      resource =>
        !NOT_JUDGED.includes(resource) && mayRefuseGenerator(resource, access),
    )
    .map(resource => ({
      group: GENERATORS_GROUP,
      resource,
      kind: resource,
      judgements: [
        {
          code: 'generator-refused',
          words: OWN_IDENTITY,
          passesToMaker: false,
          judge: object => judgeGenerator(resource, object, access),
        },
      ],
    }));
}

/**
 * The kinds whose objects are judged, besides `MAKERS`.
 *
 * @param generators - resources of the generators' group that are served
 */
export function judgedKinds(
  generators: readonly string[],
  access: HubAccess,
): JudgedKind[] {
  return [...OTHERS, ...generatorKinds(generators, access)];
}

/** The name of an object's kind in a finding: its own kind where it has one. */
export function kindOf(object: any, { kind, resource }: JudgedKind): string {
  const own = object?.kind;
  return typeof own === 'string' && generatorResource(own) === resource
    ? own
    : kind;
}
