import { isDeepStrictEqual } from 'node:util';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { Attempt, Clock, sleep, toFault } from '../kubernetes';
import { createOperatorQuestion } from './operatorQuestion';
import { KnownOperator } from './types';

/** The operator's service account in its Helm chart. */
const CHART_ACCOUNT = 'external-secrets/external-secrets';
/** So late an upgrade of the operator is seen. Milliseconds. */
const READ_EVERY_MS = 5 * 60_000;
/** After a cluster did not answer. Milliseconds. */
const RETRY_AFTER_MS = 30_000;
/** All requests of one reading. Milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * The release of a cluster's operator: the configured one, or the one that the
 * cluster shows, read now and then. While a cluster does not answer, the last
 * one stays known, with its time.
 */
export class OperatorReader {
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #isConfigured: boolean;
  readonly #onChange: () => void;
  readonly #ask: ReturnType<typeof createOperatorQuestion>;
  #known: KnownOperator | undefined;
  #told: string | undefined;

  constructor(options: {
    readonly connection: ClusterConnection;
    /** The configured release; undefined: the cluster is asked. */
    readonly operatorVersion?: string;
    /** The operator's service account, as `namespace/name`; default: the one of its Helm chart. */
    readonly operatorAccount?: string;
    readonly logger: LoggerService;
    readonly clock: Clock;
    /** Called whenever something else is known about the release. */
    readonly onChange: () => void;
  }) {
    const { operatorVersion } = options;
    this.#clock = options.clock;
    this.#onChange = options.onChange;
    this.#logger = options.logger;
    this.#isConfigured = operatorVersion !== undefined;
    this.#ask = createOperatorQuestion(
      options.connection,
      options.operatorAccount ?? CHART_ACCOUNT,
    );
    this.#known =
      operatorVersion === undefined
        ? undefined
        : { release: { version: operatorVersion }, source: 'configuration' };
  }

  get known(): KnownOperator | undefined {
    return this.#known;
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!this.#isConfigured && !signal.aborted) {
      const isRead = await this.#read(signal);
      await sleep(this.#clock, isRead ? READ_EVERY_MS : RETRY_AFTER_MS, signal);
    }
  }

  async #read(signal: AbortSignal): Promise<boolean> {
    const attempt = new Attempt(this.#clock, signal);
    attempt.expectLife(
      ANSWER_WITHIN_MS,
      new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`),
    );
    try {
      // The time before the question: what is known is never older than it says.
      const readAt = this.#clock.now();
      const answer = await this.#ask(attempt.signal);
      const before = this.#known;
      this.#known = answer && { ...answer, readAt };
      if (!isDeepStrictEqual(before?.release, answer?.release)) {
        this.#onChange();
      }
      this.#tell(
        answer
          ? `External Secrets Operator has release ${answer.release.version}${
              answer.release.atLeast ? ' or newer' : ''
            } (source: ${answer.source})`
          : 'The release of External Secrets Operator is not known: set operatorVersion of the cluster, or let the reader list the Deployments of the operator',
      );
      return true;
    } catch (error) {
      if (!signal.aborted) {
        this.#tell(
          `The release of External Secrets Operator cannot be read: ${
            toFault(attempt.exceeded ?? error).message
          }`,
        );
      }
      return false;
    } finally {
      attempt.end();
    }
  }

  /** Once for each news. */
  #tell(news: string): void {
    if (news !== this.#told) {
      this.#told = news;
      this.#logger.info(news);
    }
  }
}
