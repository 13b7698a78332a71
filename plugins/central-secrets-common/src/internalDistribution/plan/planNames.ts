import { Message } from '../../texts';
import { InternalKind } from '../internalPath';

/** The names of one internal distribution. @public */
export interface InternalDistributionNames {
  readonly data: InternalKind;
  /** The type of the generating system, such as `postgres`. */
  readonly datasource: string;
  /** The consumer of a secret, or the instance of a configuration. */
  readonly holder: string;
  readonly producer: {
    readonly namespace: string;
    /** The source Secret. */
    readonly secret: string;
    /** Which of its keys become which properties. */
    readonly keys: readonly {
      readonly key: string;
      readonly property: string;
    }[];
  };
  readonly consumers: readonly {
    readonly namespace: string;
    /** The Secret to write. */
    readonly secret: string;
  }[];
  /** As Go writes durations; default `1h`. */
  readonly refreshInterval?: string;
  /** The ClusterSecretStore; default `vault-backend` (section 5a.7.1). */
  readonly store?: string;
}

/** A name that cannot be used. @public */
export interface InternalPlanMistake {
  /** The section of the RFC that says so, or whose names they are. */
  readonly rule: string;
  /** Such as `datasource` or `producer.keys.0.property`. */
  readonly field: string;
  /** What is wrong with which part, and a correct example. */
  readonly problem: Message;
}
