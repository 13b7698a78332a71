import { createHash } from 'node:crypto';
import { DistributionFinding } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DistributionRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  EXTERNAL_SECRET_NAME_RULES,
  Finding,
  lint,
  Manifest,
  readManifests,
  REQUEST_LABEL_RULES,
  RuleInput,
  RULES,
  RuleSettings,
  SECRET_NAME_RULES,
  TemplateVerdict,
  Writer,
} from '@central-secrets/manifest-rules';
import { Claimant } from './Claimant';
import { holdsForGood, TemplateJudge } from './TemplateJudge';
import { toFindings } from './toFindings';

/** The rules' findings in one distribution as it is on the cluster. */
export interface FindingsOfDistribution {
  readonly findings: readonly DistributionFinding[];
  /** false: some of its templates are still being judged. */
  readonly complete: boolean;
}

/** The data that the rules read beside the distribution itself. */
export type Surroundings = Pick<
  RuleInput,
  'stores' | 'storesByKey' | 'namespaces' | 'namespacesByLabel' | 'settings'
>;

const COMPARING_RULES = new Set([
  ...EXTERNAL_SECRET_NAME_RULES,
  ...SECRET_NAME_RULES,
  ...REQUEST_LABEL_RULES,
]);
const OWN_RULES = RULES.filter(rule => !COMPARING_RULES.has(rule));
const ORDER = new Map(RULES.map(({ code }, index) => [code, index]));
/** Its message counts the namespaces, so it changes with their number. */
const COUNTS_NAMESPACES = 'selector-matches-no-namespace';

/** A short text that differs for each other manifest. */
export function fingerprintOf(manifest: Manifest): string {
  return createHash('sha256')
    .update(JSON.stringify(manifest.object))
    .digest('base64');
}

/**
 * One distribution's manifest, and what the rules find in it: asked again only
 * after something changed that they look at.
 */
export class JudgedDistribution implements Claimant {
  readonly fingerprint: string;
  readonly createdAt: number;
  readonly writer: Writer;
  readonly #input: RuleInput;
  #isOutdated = true;
  #surroundings: Surroundings | undefined;
  #namespaceCount: number | undefined;
  readonly #verdicts: (TemplateVerdict | undefined)[];
  #own: readonly Finding[] = [];
  #compared: readonly (readonly Finding[])[] = [];
  #last: FindingsOfDistribution = { findings: [], complete: false };

  constructor(
    { createdAt }: DistributionRecord,
    manifest: Manifest,
    settings: RuleSettings,
  ) {
    this.fingerprint = fingerprintOf(manifest);
    this.createdAt = createdAt;
    this.#input = readManifests([manifest], settings);
    this.#verdicts = this.#input.templates.map(() => undefined);
    [this.writer] = this.#input.writers;
  }

  /** The findings of the last judgment; empty before the first. */
  get lastFindings(): FindingsOfDistribution {
    return this.#last;
  }

  /** The labels of a namespace changed that it selects, or did. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /**
   * Asks for the verdicts that are missing or may be others by now. They are
   * kept, at once or when they are known.
   *
   * @param onLater - called for each that was not known at once
   */
  judgeTemplates(judge: TemplateJudge, onLater: () => void): void {
    if (this.#verdicts.every(each => each && holdsForGood(each))) {
      return;
    }
    const templates = this.#input.templates.map(({ template }) => template);
    const keep = (index: number, verdict: TemplateVerdict) => {
      if (this.#verdicts[index] === verdict) {
        return;
      }
      this.#verdicts[index] = verdict;
      this.#isOutdated = true;
    };
    judge
      .verdictsOf(templates, (template, verdict) => {
        keep(templates.indexOf(template), verdict);
        onLater();
      })
      .forEach((verdict, index) => verdict && keep(index, verdict));
  }

  /**
   * Returns the findings in it, with the verdicts that were asked for.
   *
   * @param surroundings - another object whenever stores or settings changed
   * @param compared - what is found between it and others
   * @param onEvaluated - called where its own rules are asked
   */
  findings(
    surroundings: Surroundings,
    compared: readonly (readonly Finding[])[],
    onEvaluated: () => void,
  ): FindingsOfDistribution {
    const isOutdated =
      this.#isOutdated ||
      this.#surroundings !== surroundings ||
      (this.#namespaceCount !== undefined &&
        this.#namespaceCount !== surroundings.namespaces.size);
    if (isOutdated) {
      onEvaluated();
      this.#evaluate(surroundings);
    }
    if (isOutdated || compared.some((each, i) => each !== this.#compared[i])) {
      this.#compared = compared;
      this.#last = {
        complete: this.#verdicts.every(verdict => verdict !== undefined),
        findings: toFindings(
          [...this.#own, ...compared.flat()].sort(
            (one, other) => ORDER.get(one.code)! - ORDER.get(other.code)!,
          ),
          this.#input.templates,
        ),
      };
    }
    return this.#last;
  }

  #evaluate(surroundings: Surroundings): void {
    this.#isOutdated = false;
    this.#surroundings = surroundings;
    const found = lint(
      { ...this.#input, ...surroundings },
      // Rules pass over a template that has no verdict.
      this.#verdicts as never,
      OWN_RULES,
    );
    // Rules find something in the stores, too.
    this.#own = found.filter(
      ({ manifest }) => manifest === this.writer.manifest,
    );
    this.#namespaceCount = this.#own.some(
      ({ code }) => code === COUNTS_NAMESPACES,
    )
      ? surroundings.namespaces.size
      : undefined;
  }
}
