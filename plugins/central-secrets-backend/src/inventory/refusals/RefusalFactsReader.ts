import { LoggerService } from '@backstage/backend-plugin-api';
import {
  RefusalFacts,
  SourceRead,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { toFault } from '../../kubernetes';
import { Answer, BackgroundAnswers } from './BackgroundAnswers';
import {
  readGates,
  readOperatorRights,
  readQuotas,
  readSourceRight,
} from './readRefusals';

/** The operator's service account where its chart is installed as documented. */
const CHART_ACCOUNT = 'external-secrets/external-secrets';

/**
 * What a cluster says of rights and limits, where a delivery failed and nobody
 * says why. It is asked only about deliveries that somebody looks at, and at
 * most once a minute about each.
 */
export class RefusalFactsReader {
  readonly #connection: ClusterConnection;
  readonly #operatorAccount: string;
  readonly #clusterOffsetMs: () => number;
  readonly #answers: BackgroundAnswers;

  constructor(options: {
    readonly connection: ClusterConnection;
    /** The operator's service account, as `namespace/name`; default: the one of its Helm chart. */
    readonly operatorAccount?: string;
    readonly clock: { now(): number };
    /** By how much the cluster's clock is ahead. */
    readonly clusterOffsetMs: () => number;
    readonly logger: LoggerService;
    /** Told of a namespace that more is known of. */
    readonly onAnswer: (namespace: string) => void;
  }) {
    const { clock, logger, onAnswer } = options;
    this.#connection = options.connection;
    this.#operatorAccount = options.operatorAccount ?? CHART_ACCOUNT;
    this.#clusterOffsetMs = options.clusterOffsetMs;
    const told = new Set<string>();
    this.#answers = new BackgroundAnswers({
      clock: () => clock.now(),
      onAnswer,
      onFailure: error => {
        const { code, message } = toFault(error);
        if (!told.has(code)) {
          told.add(code);
          logger.info(
            `The cluster does not say why writes are refused (${code}): ${message}`,
          );
        }
      },
    });
  }

  /**
   * What is known of a namespace; more is asked for where nothing is, where it is
   * old, or where it is from before something failed.
   *
   * @param failedSince - by the cluster's clock; undefined: not known
   */
  about(
    namespace: string,
    reads: readonly SourceRead[],
    failedSince?: number,
  ): RefusalFacts | undefined {
    const connection = this.#connection;
    const since = failedSince && failedSince - this.#clusterOffsetMs();
    const ask = <T>(key: string, question: () => Promise<T>) => {
      const answer = this.#answers.get(namespace, key, question, since);
      // One from before the failure says nothing about it.
      return answer && answer.askedAt >= (since ?? -Infinity)
        ? answer
        : undefined;
    };

    const operator = ask(`operator ${namespace}`, () =>
      readOperatorRights(connection, this.#operatorAccount, namespace),
    );
    const quotas = ask(`quotas ${namespace}`, () =>
      readQuotas(connection, namespace),
    );
    const gates = ask('gates', () => readGates(connection));
    const sources = reads.map(read => ({
      read,
      answer: ask(`source ${read.account} ${read.namespace} ${read.name}`, () =>
        readSourceRight(connection, read),
      ),
    }));

    const answers: (Answer<unknown> | undefined)[] = [
      operator,
      quotas,
      gates,
      ...sources.map(({ answer }) => answer),
    ];
    const times = answers.flatMap(answer => answer?.askedAt ?? []);
    if (times.length === 0) {
      return undefined;
    }
    return {
      // The oldest of them: all of them hold from then on.
      askedAt: Math.min(...times) + this.#clusterOffsetMs(),
      sourceRights: sources.flatMap(({ read, answer }) =>
        answer?.value === undefined ? [] : [{ ...read, mayRead: answer.value }],
      ),
      ...(operator?.value ? { operatorRights: operator.value } : {}),
      ...(quotas ? { quotas: quotas.value } : {}),
      ...(gates ? { gates: gates.value } : {}),
    };
  }
}
