import {
  asSince214,
  TextRewrite,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { waitFor } from '@central-secrets/dev-tools';
import { createHash } from 'node:crypto';
import { Identity } from '../../framework/identity';
import { Answers } from '../answers';
import { ScenarioCase } from '../scenario';
import { LIMITS } from '../stage';
import { answerTo } from '../walker';
import { TextProxy } from './TextProxy';

/** For what comes after the case's own answer: other connections, verdicts about templates. */
const FOLLOWS_WITHIN_MS = 15_000;

export const TEXTS_SINCE_2_14 = 'texts of operators from 2.14 on';
export const RANDOM_TEXTS = 'random texts';

/** The texts that an observer reads, by what they are. */
export const OTHER_TEXTS: Readonly<Record<string, TextRewrite>> = {
  [TEXTS_SINCE_2_14]: asSince214,
  [RANDOM_TEXTS]: text =>
    createHash('sha256').update(text).digest('base64').slice(0, 40),
};

/** What an observer with other texts said of a case. */
export interface OtherAnswer {
  readonly expected: ScenarioCase['expected'];
  readonly name: string;
  readonly state: string;
  readonly cause?: string;
  readonly certainty?: string;
}

interface Observer {
  readonly texts: string;
  readonly proxy: TextProxy;
  readonly answers: Answers;
}

/**
 * Backends that read the real cluster through a proxy that puts other texts in
 * place of the operator's. They see the same objects at the same time as the
 * backend that reads it directly: a different answer comes from the texts alone.
 */
export class TextObservers {
  readonly #observers: readonly Observer[];
  readonly #seen = new Map<string, OtherAnswer[]>();

  static async start(
    reader: Identity,
    hubIndexNamespace?: string,
  ): Promise<TextObservers> {
    return new TextObservers(
      await Promise.all(
        Object.entries(OTHER_TEXTS).map(async ([texts, rewrite]) => {
          const proxy = await TextProxy.start(reader, rewrite);
          const answers = await Answers.start({
            reader: proxy.identity,
            limits: LIMITS,
            judgesManifests: true,
            hubIndexNamespace,
          });
          return { texts, proxy, answers };
        }),
      ),
    );
  }

  private constructor(observers: readonly Observer[]) {
    this.#observers = observers;
  }

  /** Takes down what each says of a case, which has come to its end. */
  async observe(scenarioCase: ScenarioCase): Promise<void> {
    const { expected, name } = scenarioCase;
    await Promise.all(
      this.#observers.map(async ({ texts, answers }) => {
        const isSame = () => {
          const got = answerTo({ answers }, scenarioCase);
          return (
            (got?.state ?? 'absent') === expected.state &&
            (got?.cause ?? undefined) === expected.cause
          );
        };
        await waitFor(isSame, {
          reason: `the same answer with ${texts}`,
          limitMs: FOLLOWS_WITHIN_MS,
        }).catch(() => {});
        const got = answerTo({ answers }, scenarioCase);
        const all = this.#seen.get(texts) ?? [];
        this.#seen.set(texts, [
          ...all,
          {
            name,
            expected,
            state: got?.state ?? 'absent',
            cause: got?.cause ?? undefined,
            certainty: got?.certainty ?? undefined,
          },
        ]);
      }),
    );
  }

  /** What was said with these texts. */
  seen(texts: string): readonly OtherAnswer[] {
    return this.#seen.get(texts) ?? [];
  }

  async stop(): Promise<void> {
    for (const { answers, proxy } of this.#observers) {
      await answers.stop();
      await proxy.close();
    }
  }
}
