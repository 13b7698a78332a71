import {
  EXTERNAL_SECRET_NAME_RULES,
  Finding,
  lint,
  Manifest,
  RuleInput,
  SECRET_NAME_RULES,
} from '@central-secrets/manifest-rules';
import { Claimant, earlierFirst } from './Claimant';

/** All that want one name, and what the rules find between them. */
interface Claim {
  readonly claimants: Set<Claimant>;
  findings?: ReadonlyMap<Manifest, readonly Finding[]>;
}

const NONE: readonly Finding[] = [];

const RULES = {
  externalSecret: EXTERNAL_SECRET_NAME_RULES,
  secret: SECRET_NAME_RULES,
};

function namesOf({ writer }: Claimant) {
  return [
    { kind: 'externalSecret', name: writer.externalSecretName },
    { kind: 'secret', name: writer.targetName },
  ] as const;
}

/**
 * Which distributions want which names of ExternalSecrets and Secrets, and what
 * the rules find between those that want the same one: looked for once after
 * each change of who they are, and only when it is asked for.
 */
export class NameClaims {
  readonly #empty: RuleInput;
  readonly #claims = {
    externalSecret: new Map<string, Claim>(),
    secret: new Map<string, Claim>(),
  };

  /** @param empty - without manifests, with the settings of the rules */
  constructor(empty: RuleInput) {
    this.#empty = empty;
  }

  add(claimant: Claimant): void {
    for (const { kind, name } of namesOf(claimant)) {
      const claims = this.#claims[kind];
      const claim = claims.get(name) ?? { claimants: new Set() };
      claim.claimants.add(claimant);
      claim.findings = undefined;
      claims.set(name, claim);
    }
  }

  remove(claimant: Claimant): void {
    for (const { kind, name } of namesOf(claimant)) {
      const claims = this.#claims[kind];
      const claim = claims.get(name);
      if (!claim) {
        continue;
      }
      claim.claimants.delete(claimant);
      claim.findings = undefined;
      if (claim.claimants.size === 0) {
        claims.delete(name);
      }
    }
  }

  /**
   * Returns the findings against one of them, by name; the same lists as long
   * as nothing changed.
   */
  findingsOf(claimant: Claimant): readonly (readonly Finding[])[] {
    return namesOf(claimant).map(({ kind, name }) => {
      const claim = this.#claims[kind].get(name);
      if (!claim || claim.claimants.size < 2) {
        return NONE;
      }
      claim.findings ??= this.#compare(claim, kind);
      return claim.findings.get(claimant.writer.manifest) ?? NONE;
    });
  }

  #compare({ claimants }: Claim, kind: keyof typeof RULES) {
    const writers = [...claimants].sort(earlierFirst).map(each => each.writer);
    const findings = new Map<Manifest, Finding[]>();
    for (const finding of lint({ ...this.#empty, writers }, [], RULES[kind])) {
      const own = findings.get(finding.manifest);
      if (own) {
        own.push(finding);
      } else {
        findings.set(finding.manifest, [finding]);
      }
    }
    return findings;
  }
}
