/**
 * The one contract between backend, frontend, scaffolder and anybody else:
 * everything under `/api/central-secrets/v1`.
 *
 * Times are RFC 3339 in UTC; durations carry their unit in the name.
 */
import { z } from 'zod';
import {
  DELIVERY_CAUSES,
  DELIVERY_STATES,
  WARNING_CODES,
} from '../model/states';
import { OBSERVED_KINDS } from '../model/records';
import { READ_TIMES, SECRET_WAYS } from '../model/workloads';

const time = z.iso.datetime();

/** @public */
export const bindingSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  /** false: no namespace of that name; null: not known (the cluster is not observed), or not told (the binding is unconfirmed). */
  exists: z.boolean().nullable(),
  confirmed: z.boolean(),
  /** What confirms it, such as `label backstage.io/kubernetes-id=backstage`. */
  confirmedBy: z.string().nullable(),
  /** Where it is unconfirmed: the command with which the platform confirms it. */
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
  by: z.enum(['developer', 'platform', 'nobody']),
  text: z.string(),
  command: z.string().nullable(),
});

/** What a distribution makes of the Secret in each namespace. @public */
export const secretSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** null: known only at the source. */
  keys: z.array(z.string()).nullable(),
});

/** @public */
export const storeSchema = z.object({
  name: z.string(),
  kind: z.enum(['ClusterSecretStore', 'SecretStore']),
});

/** @public */
export const deliverySchema = z.object({
  /** cluster/namespace/distribution, or cluster/namespace/declared:name. */
  id: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  origin: z.enum(['distribution', 'declared']),
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
  state: z.enum(DELIVERY_STATES),
  cause: z.enum(DELIVERY_CAUSES).nullable(),
  since: time.nullable(),
  summary: z.string(),
  evidence: z.array(evidenceSchema),
  remedy: remedySchema,
  secret: secretSchema,
  requestLabels: z.record(z.string(), z.string()),
  store: storeSchema.extend({
    /** null: not known. */
    ready: z.boolean().nullable(),
  }),
  lastSynced: time.nullable(),
  nextRefresh: time.nullable(),
  /** 0: never again after the first time. */
  refreshIntervalMs: z.number(),
  /** Who last asked for it through this plugin. */
  requested: z.object({ by: z.string(), at: time }).nullable(),
  warnings: z.array(
    z.object({ code: z.enum(WARNING_CODES), text: z.string() }),
  ),
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
      keys: z.array(z.string()).nullable(),
    }),
  ),
  /** Every Secret that the change takes away. */
  leaves: z.array(z.object({ distribution: z.string(), secret: z.string() })),
  warnings: z.array(z.string()),
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
  reason: z.string().nullable(),
  /** null where no label change could bring it, or where nobody may ask. */
  plan: planSchema.nullable(),
});

/** @public */
export const clusterSchema = z.object({
  name: z.string(),
  title: z.string().nullable(),
  /** false: unreachable now; what is shown is as old as `kinds` says. */
  reachable: z.boolean(),
  /** Whether labels can be changed there at all (a writer is configured). */
  writable: z.boolean(),
  /**
   * Where the reader may read some namespaces only: those of them that the
   * asking user may be told of, and `kinds` speaks of no others. Absent: all
   * namespaces are observed.
   */
  namespaces: z.array(z.string()).optional(),
  /** By how much the cluster's clock is ahead of the backend's, in milliseconds; null: not known. All times here are by the backend's. */
  clockOffsetMs: z.number().nullable(),
  kinds: z.record(
    z.enum(OBSERVED_KINDS),
    z.object({
      observedAt: time.nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
      /** null: not known. Never 0 for "not known". */
      count: z.number().nullable(),
    }),
  ),
});

/** `GET /entities/:namespace/:kind/:name/deliveries` @public */
export const deliveriesResponseSchema = z.object({
  entityRef: z.string(),
  /** When this was answered, by the backend's clock. */
  answeredAt: time,
  bindings: z.array(bindingSchema),
  deliveries: z.array(deliverySchema),
  available: z.array(availableSchema),
  clusters: z.array(clusterSchema),
  /** Whether the asking user may change anything for this entity, and if not, why. */
  requests: z.object({
    mode: z.enum(['cluster', 'gitops', 'disabled']),
    allowed: z.boolean(),
    reason: z.string().nullable(),
  }),
});

/** `POST /entities/:namespace/:kind/:name/requests` @public */
export const requestBodySchema = z
  .object({
    distribution: z.string().min(1),
    action: z.enum(['add', 'remove']),
    cluster: z.string().min(1).optional(),
    namespace: z.string().min(1).optional(),
    dryRun: z.boolean().optional(),
  })
  .strict();

/** @public */
export const requestResponseSchema = z.object({
  plan: planSchema,
  applied: z.boolean(),
  /** null for a dry run. */
  requestId: z.string().nullable(),
  mode: z.enum(['cluster', 'gitops', 'disabled']),
  pullRequestUrl: z.string().nullable(),
});

/** @public */
export const secretUserSchema = z.object({
  /** Of the workload at the top of the owners: Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod or another; also ServiceAccount and Ingress. */
  kind: z.string(),
  name: z.string(),
  ways: z.array(
    z.object({
      way: z.enum(SECRET_WAYS),
      /** `start`: a running container keeps what it read; `always`: a new value gets in by itself. */
      readAt: z.enum(READ_TIMES),
      /** null: the pod as a whole. */
      container: z.string().nullable(),
      /** null: every key. */
      keys: z.array(z.string()).nullable(),
      /** The ServiceAccount through which it gets it; null: it names it itself. */
      serviceAccount: z.string().nullable(),
    }),
  ),
  pods: z.object({
    /** Pods that name the Secret and are not finished. */
    count: z.number(),
    /** Those with a container that read it at its start, before the last write. */
    old: z.number(),
    /** Those of which nobody can say that. */
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
  /** `unused` and `old-value-in-pods`. */
  warnings: z.array(
    z.object({ code: z.enum(WARNING_CODES), text: z.string() }),
  ),
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
      /** What could not be read: with anything here, who uses a Secret is not wholly known. */
      unreadable: z.array(
        z.object({
          /** Such as `pods`. */
          resource: z.string(),
          /** `forbidden`: the reader has no right to it. */
          code: z.string(),
          message: z.string(),
        }),
      ),
      /** Of each delivery that the namespace has or asks for. */
      deliveries: z.array(secretUsageSchema),
    }),
  ),
});

/** `GET /clusters` @public */
export const clustersResponseSchema = z.object({
  answeredAt: time,
  clusters: z.array(clusterSchema),
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
export type DeliveriesResponse = z.infer<typeof deliveriesResponseSchema>;
/** @public */
export type RequestBody = z.infer<typeof requestBodySchema>;
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
