import {
  Finding,
  lint,
  OfferIndex,
  REQUEST_LABEL_RULES,
  RuleInput,
  toOffered,
} from '@central-secrets/manifest-rules';
import { Claimant, earlierFirst } from './Claimant';

const NONE: readonly Finding[] = [];

/**
 * The rules' findings between distributions that share one request label. A
 * distribution is compared with the others on demand, and again only after the
 * manifest of any of them changed: through an index of all, whose order a
 * change of one may alter.
 */
export class LabelClaims {
  readonly #empty: RuleInput;
  readonly #claimants = new Set<Claimant>();
  #offers: OfferIndex | undefined;
  #findings = new WeakMap<Claimant, readonly Finding[]>();

  /** @param empty - without manifests, with the settings of the rules */
  constructor(empty: RuleInput) {
    this.#empty = empty;
  }

  add(claimant: Claimant): void {
    this.#claimants.add(claimant);
    // The larger part of making an index, which is made in one piece.
    toOffered(claimant.writer);
    this.#offers = undefined;
  }

  remove(claimant: Claimant): void {
    this.#claimants.delete(claimant);
    this.#offers = undefined;
  }

  /**
   * Returns the findings against one of them; the same list as long as nothing
   * changed.
   */
  findingsOf(claimant: Claimant): readonly Finding[] {
    if (!this.#offers) {
      const all = [...this.#claimants].sort(earlierFirst);
      this.#offers = new OfferIndex(all.map(({ writer }) => writer));
      this.#findings = new WeakMap();
    }
    let findings = this.#findings.get(claimant);
    if (!findings) {
      const found = lint(
        { ...this.#empty, writers: [claimant.writer], offers: this.#offers },
        [],
        REQUEST_LABEL_RULES,
      );
      findings = found.length > 0 ? found : NONE;
      this.#findings.set(claimant, findings);
    }
    return findings;
  }
}
