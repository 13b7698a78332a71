/**
 * The one contract between backend, frontend, scaffolder and any other client:
 * everything under `/api/central-secrets/v1`.
 *
 * Times are RFC 3339 in UTC; durations carry their unit in the name. Answers
 * are read openly: a state, cause, code or kind that this version does not
 * know is accepted (`OpenWord`), and so are fields. Bodies of requests are
 * strict.
 */
import { z } from 'zod';
import {
  CERTAINTIES,
  DELIVERY_CAUSES,
  DELIVERY_ORIGINS,
  DELIVERY_STATES,
  REMEDY_ACTORS,
} from '../states';
import { OBSERVED_KINDS, STORE_KINDS } from '../kinds';
import { READ_TIMES, SECRET_WAYS } from '../secretWays';
import {
  checkSchema,
  confirmationSchema,
  observationMessageSchema,
  planWarningSchema,
  refusalSchema,
  remedyFields,
  summarySchema,
  warningSchema,
} from './messages';
import { openRecord, openWord } from './openWord';
import { operatorSchema } from './operatorSchema';
import { skippedClusters } from './skippedClusters';

const time = z.iso.datetime();

/** `cluster`: a request changes the label at once; `gitops`: it opens a pull request, and answers 501 where no repository is configured; `disabled`: requests are switched off and answer 403. @public */
export const REQUEST_MODES = ['cluster', 'gitops', 'disabled'] as const;

/** Who makes a request for a user, where the user does not. */
const REQUEST_WAYS = ['assistant'] as const;

/** @public */
export const PULL_REQUEST_STATES = ['open', 'merged', 'closed'] as const;

/** The maximum length of the reason of a request. */
const MAX_REASON = 500;

/** @public */
export type RequestMode = (typeof REQUEST_MODES)[number];

/** @public */
export const bindingSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  /** false: no namespace of that name; null: not known (the cluster is not observed), or not told (the binding is unconfirmed: then it is null whether or not there is one). */
  exists: z.boolean().nullable(),
  confirmed: z.boolean(),
  /**
   * The annotation or label of the namespace that confirms it; null: it is
   * unconfirmed.
   */
  confirmedBy: confirmationSchema.nullable(),
  /** Where it is unconfirmed: the command with which the platform confirms it, if there is such a namespace; null: the cluster is not observed, or no way that counts can mean this entity. */
  confirmWith: z.string().nullable(),
});

/** @public */
export const evidenceSchema = z.object({
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  field: z.string(),
  value: z.string(),
  at: time.nullable(),
});

/** @public */
export const remedySchema = z.object({
  by: openWord(REMEDY_ACTORS),
  ...remedyFields,
  command: z.string().nullable(),
});

/** The purpose of each key by its name, as the distribution states it (`central-secrets/keys-purpose`); absent: it states none. */
const keyPurposes = z.record(z.string(), z.string()).optional();

/** Of another kind than Secret, such as `ConfigMap`: the kind; absent: a Secret. */
const targetKind = z.string().optional();

/** The Secret that a distribution creates in each namespace. @public */
export const secretSchema = z.object({
  name: z.string(),
  /** Of another kind than Secret: the kind. */
  type: z.string(),
  kind: targetKind,
  /** null: known only at the source. */
  keys: z.array(z.string()).nullable(),
  /** How many more keys it has than the first 100; absent: none. */
  keysLeftOut: z.number().optional(),
  keyPurposes,
});

/** @public */
export const storeSchema = z.object({
  name: z.string(),
  kind: openWord(STORE_KINDS),
});

/** A cause that fits what is known, and how to find out. @public */
export const candidateSchema = z.object({
  cause: openWord(DELIVERY_CAUSES),
  check: checkSchema,
  /** The one who can make the check. */
  by: openWord(REMEDY_ACTORS),
  command: z.string().nullable(),
});

const readStoreSchema = storeSchema.extend({
  /** null: not known. */
  ready: z.boolean().nullable(),
});

/** @public */
export const deliverySchema = z.object({
  /** cluster/namespace/distribution, or cluster/namespace/declared:name. */
  id: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  origin: openWord(DELIVERY_ORIGINS),
  distribution: z.string().nullable(),
  /** The distribution's own words about itself (`central-secrets/description`). */
  description: z.string().nullable(),
  documentationUrl: z.string().nullable(),
  /** The name the ExternalSecret has, or would have. */
  externalSecret: z.string(),
  /**
   * Whether it has to do with the namespace, as last known: selects it, has a
   * copy there, or left the operator's finalizer. Always true of a declared
   * one. States such as `terminating` and `unknown` do not say it.
   */
  involved: z.boolean(),
  state: openWord(DELIVERY_STATES),
  cause: openWord(DELIVERY_CAUSES).nullable(),
  /** How sure the cause is; null: the state has none. */
  certainty: openWord(CERTAINTIES).nullable(),
  /**
   * Where the cause is not proven: the causes that fit what is known, the most
   * frequent first, each with the check that decides.
   */
  candidates: z.array(candidateSchema),
  since: time.nullable(),
  summary: summarySchema,
  evidence: z.array(evidenceSchema),
  remedy: remedySchema,
  secret: secretSchema,
  requestLabels: z.record(z.string(), z.string()),
  /** The first of `stores`; its name is empty where only generators are used. */
  store: readStoreSchema,
  /** Every store that is read. */
  stores: z.array(readStoreSchema),
  lastSynced: time.nullable(),
  nextRefresh: time.nullable(),
  /** 0: never again after the first time. */
  refreshIntervalMs: z.number(),
  /** The user who last requested it through this plugin. */
  requested: z
    .object({
      by: z.string(),
      at: time,
      /** Who made it for the user; absent: the user, by a page or a template. */
      via: openWord(REQUEST_WAYS).optional(),
    })
    .nullable(),
  warnings: z.array(warningSchema),
});

/** @public */
export const planSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  add: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
  /** Every Secret that the change brings, also those of other distributions that the same label selects. */
  arrives: z.array(
    z.object({
      distribution: z.string(),
      secret: z.string(),
      type: z.string(),
      kind: targetKind,
      keys: z.array(z.string()).nullable(),
      keysLeftOut: z.number().optional(),
      keyPurposes,
    }),
  ),
  /** Every Secret that the change removes. */
  leaves: z.array(z.object({ distribution: z.string(), secret: z.string() })),
  /** What the requested distribution demands of a request. Absent: nothing. */
  requires: z
    .object({
      /** The labels change only by a reviewed pull request. */
      review: z.boolean(),
      /** Entity refs of those who review it. */
      reviewers: z.array(z.string()),
      /** A request without a reason is refused. */
      reason: z.boolean(),
    })
    .optional(),
  warnings: z.array(planWarningSchema),
});

/** @public */
export const availableSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  distribution: z.string(),
  description: z.string().nullable(),
  documentationUrl: z.string().nullable(),
  secret: secretSchema,
  requestable: z.boolean(),
  /** Why it cannot be asked for; null where it can. */
  reason: refusalSchema.nullable(),
  /**
   * null where no label change could bring it, or where no user may request it.
   */
  plan: planSchema.nullable(),
});

/** How well one kind of a cluster is known. @public */
export const knownKindSchema = z.object({
  observedAt: time.nullable(),
  /**
   * `code` is the class of the error, such as `forbidden`; `message` says
   * the request and the answer.
   */
  error: z
    .object({ code: z.string(), message: observationMessageSchema })
    .nullable(),
  /** null: not known. Never 0 for "not known". */
  count: z.number().nullable(),
});

/** @public */
export const clusterSchema = z.object({
  name: z.string(),
  title: z.string().nullable(),
  /** false: unreachable now; the shown state is as old as `kinds` says. */
  reachable: z.boolean(),
  /** Whether labels can be changed there at all (a writer is configured). */
  writable: z.boolean(),
  /**
   * Where the reader may read some namespaces only: those of them that the
   * asking user may be told of (of an entity those whose binding is
   * confirmed), and `kinds` speaks of no others. Absent: all namespaces are
   * observed.
   */
  namespaces: z.array(z.string()).optional(),
  /** By how much the cluster's clock is ahead of the backend's, in milliseconds; null: not known. All times here are by the backend's. */
  clockOffsetMs: z.number().nullable(),
  /**
   * The hub index; null: none is configured or known. Absent in the answers
   * about an entity.
   */
  hubIndex: z
    .object({
      /** Until when the index was right. */
      updatedAt: time,
      /** false: it was not renewed for minutes, and answers no longer use it. */
      current: z.boolean(),
      /** How many sources it has. */
      entries: z.number(),
      /** How many it leaves out, or cannot be read. */
      leftOut: z.number(),
    })
    .nullable()
    .optional(),
  /**
   * External Secrets Operator; null: its release is not known. Only in `GET
   * /clusters`, for those who may see the whole platform.
   */
  operator: operatorSchema.nullable().optional(),
  kinds: openRecord(OBSERVED_KINDS, knownKindSchema, { everyWord: true }),
});

/**
 * The parts that an answer leaves out, because it would be too large. @public
 */
export const leftOutSchema = z.object({
  /** Namespaces beyond the first 50, named by the entity or found by its label; they are not looked at. */
  namespaces: z.number(),
  /** Deliveries that have to do with their namespaces, by state. Those that need attention are left out last. */
  deliveries: openRecord(DELIVERY_STATES, z.number(), { everyWord: false }),
  /** Distributions, by namespace, that are not asked for there. */
  available: z.number(),
});

/**
 * How `GET …/deliveries` tells what could be asked for. `listed`: whole, among
 * the deliveries, too. `counted`: only how many there are, so that the answer
 * does not grow with the number of distributions; `GET …/available` lists them.
 *
 * @public
 */
export const AVAILABLE_FORMS = ['listed', 'counted'] as const;

/** @public */
export type AvailableForm = (typeof AVAILABLE_FORMS)[number];

/** A pull request for a request, until the namespace has its labels. @public */
export const pullRequestSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  distribution: z.string(),
  action: openWord(['add', 'remove']),
  /** Its page. */
  url: z.string(),
  /**
   * `open`: it waits for a review; `merged`: the namespace does not have the
   * labels yet; `closed`: it was closed without a merge, lately.
   */
  state: openWord(PULL_REQUEST_STATES),
  /** The user who asked, and when. */
  by: z.string(),
  at: time,
  /** When it was seen merged or closed. */
  endedAt: time.nullable(),
  /** When its host was last asked. */
  checkedAt: time,
});

/** `GET /entities/:namespace/:kind/:name/deliveries?available=` @public */
export const deliveriesResponseSchema = z.object({
  entityRef: z.string(),
  /** When this was answered, by the backend's clock. */
  answeredAt: time,
  bindings: z.array(bindingSchema),
  /**
   * The deliveries; a distribution that a namespace has nothing of is among
   * them only where the entity's owners may see its name.
   */
  deliveries: z.array(deliverySchema),
  /** Empty where it was asked only how many there are. */
  available: z.array(availableSchema),
  /** How many distributions could be asked for, once for each namespace; absent from an older backend. */
  availableCount: z.number().optional(),
  clusters: z.array(clusterSchema),
  /** Absent: there are none. */
  pullRequests: z.array(pullRequestSchema).optional(),
  /** Absent: the answer holds everything. */
  leftOut: leftOutSchema.optional(),
  /** The skipped clusters that the entity's namespaces may be in. */
  skippedClusters,
  /** Whether the asking user may change anything for this entity, and if not, why. */
  requests: z.object({
    mode: openWord(REQUEST_MODES),
    allowed: z.boolean(),
    reason: refusalSchema.nullable(),
  }),
});

/** `GET /entities/:namespace/:kind/:name/available?search=&cursor=&limit=` @public */
export const availableResponseSchema = z.object({
  entityRef: z.string(),
  answeredAt: time,
  /**
   * The distributions that the entity's owners may see; those offered to them
   * first, then by name.
   */
  available: z.array(availableSchema),
  /** How many match, on all pages together. */
  total: z.number(),
  /**
   * The `cursor` of the request for the next ones; null: these are the last.
   */
  nextCursor: z.string().nullable(),
});

/**
 * `POST /entities/:namespace/:kind/:name/requests`. The description of a field
 * is the form that it accepts, as errors say it.
 *
 * @public
 */
export const requestBodySchema = z
  .object({
    distribution: z
      .string()
      .min(1)
      .describe(
        'the name of a distribution, such as "application-docker-registry"',
      ),
    action: z.enum(['add', 'remove']).describe('"add" or "remove"'),
    cluster: z
      .string()
      .min(1)
      .optional()
      .describe('the name of a cluster, or nothing'),
    namespace: z
      .string()
      .min(1)
      .optional()
      .describe(
        'the name of a namespace that the entity is bound to, or nothing',
      ),
    dryRun: z.boolean().optional().describe('true, false or nothing'),
    /** Why it is asked for: shown to the reviewers of a pull request, and recorded. */
    reason: z
      .string()
      .max(MAX_REASON)
      .optional()
      .describe(`a text of at most ${MAX_REASON} characters, or nothing`),
  })
  .strict();

/** The change of a file that a pull request proposes. @public */
export const proposalSchema = z.object({
  /** The page of the repository. */
  repositoryUrl: z.string(),
  /** The file that declares the namespace. */
  path: z.string(),
  /** The branch that the change goes to. */
  branch: z.string(),
  /** Every line that changes, with its number in the text that has it. */
  lines: z.array(
    z.object({
      change: openWord(['added', 'removed']),
      line: z.number(),
      text: z.string(),
    }),
  ),
});

/** @public */
export const requestResponseSchema = z.object({
  plan: planSchema,
  applied: z.boolean(),
  /** null for a dry run. */
  requestId: z.string().nullable(),
  /** How this request is carried out; `gitops` also where a GitOps controller manages the namespace. */
  mode: openWord(REQUEST_MODES),
  /** The page of the open pull request; for a dry run of the one that is open already. */
  pullRequestUrl: z.string().nullable(),
  /** Absent: the labels do not change in Git. */
  proposal: proposalSchema.optional(),
});

/** @public */
export const secretUserSchema = z.object({
  /**
   * The kind of the workload at the top of the owners: Deployment, StatefulSet,
   * DaemonSet, Job, CronJob, Pod or another; also ServiceAccount, Ingress, and
   * Controller for one that finds the Secret by a label.
   */
  kind: z.string(),
  name: z.string(),
  ways: z.array(
    z.object({
      way: openWord(SECRET_WAYS),
      /**
       * `start`: a running container keeps the value that it read; `always`: a
       * new value gets in automatically.
       */
      readAt: openWord(READ_TIMES),
      /** null: the pod as a whole. */
      container: z.string().nullable(),
      /** null: every key. */
      keys: z.array(z.string()).nullable(),
      /** How many more keys there are; absent: none. */
      keysLeftOut: z.number().optional(),
      /** The ServiceAccount through which it gets it; null: it names it itself. */
      serviceAccount: z.string().nullable(),
    }),
  ),
  /** How many more ways there are; absent: none. */
  waysLeftOut: z.number().optional(),
  pods: z.object({
    /** Pods that name the Secret and are not finished. */
    count: z.number(),
    /** Those with a container that read it at its start, before the last write. */
    old: z.number(),
    /** The number of those for which this is unknown. */
    unknown: z.number(),
  }),
  /** When the longest-running container of those that are old started. */
  oldSince: time.nullable(),
  /** The command that replaces the old pods; null where there is none. */
  restartCommand: z.string().nullable(),
});

/** @public */
export const secretUsageSchema = z.object({
  /** The delivery's id. */
  id: z.string(),
  secret: z.string(),
  /** The newest write by the operator that is known of, and what shows it; null: none is. */
  lastWrite: evidenceSchema.nullable(),
  users: z.array(secretUserSchema),
  /**
   * The numbers of consumers and old pods that `users` leaves out, because the
   * list would be too long; absent: none.
   */
  leftOut: z.object({ users: z.number(), oldPods: z.number() }).optional(),
  /** `unused`, `label-not-found` and `old-value-in-pods`. */
  warnings: z.array(warningSchema),
});

/** `GET /entities/:namespace/:kind/:name/usage` @public */
export const usageResponseSchema = z.object({
  entityRef: z.string(),
  answeredAt: time,
  namespaces: z.array(
    z.object({
      cluster: z.string(),
      namespace: z.string(),
      /** When its workloads were read. */
      readAt: time,
      /**
       * The kinds that could not be read: with any entry here, usage
       * information is incomplete.
       */
      unreadable: z.array(
        z.object({
          /** Such as `pods`. */
          resource: z.string(),
          /** `forbidden`: the reader has no right to it. */
          code: z.string(),
          message: observationMessageSchema,
        }),
      ),
      /** The usage of each delivery that the namespace has or asks for. */
      deliveries: z.array(secretUsageSchema),
      /** How many more deliveries it has; absent: none. */
      deliveriesLeftOut: z.number().optional(),
    }),
  ),
});

/** `GET /clusters` @public */
export const clustersResponseSchema = z.object({
  answeredAt: time,
  clusters: z.array(clusterSchema),
  skippedClusters,
});

/** @public */
export type Binding = z.infer<typeof bindingSchema>;
/** @public */
export type Delivery = z.infer<typeof deliverySchema>;
/** @public */
export type Plan = z.infer<typeof planSchema>;
/** @public */
export type AvailableDistribution = z.infer<typeof availableSchema>;
/** @public */
export type ClusterView = z.infer<typeof clusterSchema>;
/** @public */
export type LeftOut = z.infer<typeof leftOutSchema>;
/** @public */
export type DeliveriesResponse = z.infer<typeof deliveriesResponseSchema>;
/** @public */
export type AvailableResponse = z.infer<typeof availableResponseSchema>;
/** @public */
export type RequestBody = z.infer<typeof requestBodySchema>;
/** @public */
export type Proposal = z.infer<typeof proposalSchema>;
/** @public */
export type PullRequestView = z.infer<typeof pullRequestSchema>;
/** @public */
export type RequestResponse = z.infer<typeof requestResponseSchema>;
/** @public */
export type SecretUserView = z.infer<typeof secretUserSchema>;
/** @public */
export type SecretUsage = z.infer<typeof secretUsageSchema>;
/** @public */
export type UsageResponse = z.infer<typeof usageResponseSchema>;
/** @public */
export type ClustersResponse = z.infer<typeof clustersResponseSchema>;
