import { message, Message, MessageKey } from '../../texts';
import {
  crossedNamespaces,
  InternalDistributionAnswers,
  isOutsideOrigin,
} from './answers';

/** The code of a rule, such as `third-party`. @public */
export type InternalRuleCode = Extract<
  MessageKey,
  `internal-rule.${string}`
> extends `internal-rule.${infer Code}`
  ? Code
  : never;

/** The code of an alternative, such as `encrypted-git`. @public */
export type InternalAlternativeCode = Extract<
  MessageKey,
  `internal-alternative.${string}`
> extends `internal-alternative.${infer Code}`
  ? Code
  : never;

/** The words of RFC 2119 that the RFC decides with. @public */
export type InternalStrength = 'MUST' | 'MUST NOT' | 'SHOULD' | 'MAY';

/** What the RFC says about one value. @public */
export interface InternalDistributionRule {
  readonly code: InternalRuleCode;
  readonly decision: 'use' | 'do-not-use' | 'optional';
  readonly strength: InternalStrength;
  /** The section of the RFC, such as `5a.1.5`. */
  readonly section: string;
  /** What to do instead, or what would do as well. */
  readonly alternative?: InternalAlternative;
}

/** Another way for a value to travel. @public */
export interface InternalAlternative {
  readonly code: InternalAlternativeCode;
}

/** The sentence of a rule, shortened. @public */
export function ruleSentence({
  code,
}: Pick<InternalDistributionRule, 'code'>): Message {
  return message(`internal-rule.${code}`);
}

/** What to do instead, as a sentence. @public */
export function alternativeText({ code }: InternalAlternative): Message {
  return message(`internal-alternative.${code}`);
}

function alternative(code: InternalAlternativeCode): InternalAlternative {
  return { code };
}

interface ConditionalRule extends InternalDistributionRule {
  readonly holds: (answers: InternalDistributionAnswers) => boolean;
}

const BOOTSTRAP = alternative('bootstrap-materialization');
const EXTERNAL = alternative('external-sources');
const CLOUD = alternative('cloud-secret-store');
const ENCRYPTED_GIT = alternative('encrypted-git');
const PLAIN_GIT = alternative('config-map-in-git');
const DIRECT = alternative('direct-reference');
const REPLICATED = alternative('config-map-replication');

/**
 * Sections 5a.1 to 5a.4 of the RFC. The first rule that holds decides: what must
 * not be, then what must, then wishes, then the rows of table 5a.4.2. The last
 * one always holds.
 */
export const CONDITIONAL_RULES: readonly ConditionalRule[] = [
  {
    code: 'bootstrap',
    decision: 'do-not-use',
    strength: 'MUST NOT',
    section: '5a.1.5',
    alternative: BOOTSTRAP,
    holds: ({ phase }) => phase === 'bootstrap',
  },
  {
    code: 'outside-configuration',
    decision: 'do-not-use',
    strength: 'MUST NOT',
    section: '5a.2.2',
    alternative: PLAIN_GIT,
    holds: ({ origin, data }) =>
      data === 'configuration' && isOutsideOrigin(origin),
  },
  {
    code: 'third-party',
    decision: 'do-not-use',
    strength: 'MUST NOT',
    section: '5a.1.5',
    alternative: EXTERNAL,
    holds: ({ origin }) => origin === 'third-party',
  },
  {
    code: 'cloud-provider',
    decision: 'do-not-use',
    strength: 'MUST NOT',
    section: '5a.1.5',
    alternative: CLOUD,
    holds: ({ origin }) => origin === 'cloud-provider',
  },
  {
    code: 'human-created',
    decision: 'do-not-use',
    strength: 'MUST NOT',
    section: '5a.1.5',
    alternative: ENCRYPTED_GIT,
    holds: ({ origin }) => origin === 'human',
  },
  {
    code: 'same-namespace',
    decision: 'do-not-use',
    strength: 'MUST NOT',
    section: '5a.1.5',
    alternative: DIRECT,
    holds: answers => crossedNamespaces(answers).length === 0,
  },
  {
    code: 'all-conditions-met',
    decision: 'use',
    strength: 'MUST',
    section: '5a.1.3',
    holds: ({ needs }) => needs.includes('audit'),
  },
  {
    code: 'rotation-coordinated',
    decision: 'use',
    strength: 'SHOULD',
    section: '5a.1.3',
    holds: ({ needs }) => needs.includes('rotation'),
  },
  {
    code: 'policy-enforced',
    decision: 'use',
    strength: 'SHOULD',
    section: '5a.1.3',
    holds: ({ needs }) => needs.includes('policy'),
  },
  {
    code: 'static-configuration',
    decision: 'optional',
    strength: 'MAY',
    section: '5a.4.2',
    alternative: REPLICATED,
    holds: ({ data, changes }) =>
      data === 'configuration' && changes === 'static',
  },
  {
    code: 'several-consumers',
    decision: 'use',
    strength: 'SHOULD',
    section: '5a.1.3',
    holds: answers => crossedNamespaces(answers).length > 1,
  },
  {
    code: 'dynamic-configuration',
    decision: 'use',
    strength: 'SHOULD',
    section: '5a.4.2',
    holds: ({ data }) => data === 'configuration',
  },
  {
    code: 'operator-generated',
    decision: 'use',
    strength: 'SHOULD',
    section: '5a.4.2',
    holds: ({ origin }) => origin === 'operator',
  },
  {
    code: 'one-consumer',
    decision: 'use',
    strength: 'SHOULD',
    section: '5a.4.2',
    holds: () => true,
  },
];
