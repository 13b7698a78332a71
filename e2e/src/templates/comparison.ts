import type { TemplateVerdict } from '@central-secrets/manifest-rules';

/** What the operator made of a template with certain values. */
export interface OperatorOutcome {
  readonly works: boolean;
  /** Of the event that tells of the failure. */
  readonly message?: string;
}

/** Which kind of failure a message tells of, the operator's or the engine's. */
export type FailureClass =
  | 'unparsable'
  | 'missing-key'
  | 'execution'
  | 'invalid-secret'
  | 'other';

/** What the engine's verdict claims. */
export type Claim = 'works' | 'fails' | 'nothing';

/** The claim in a verdict: what is undecided, or took too long here, claims nothing. */
export function claimOf(verdict: TemplateVerdict): Claim {
  const { outcome, stoppedBy, accepted } = verdict;
  if (outcome === 'undecided') return 'nothing';
  if (outcome === 'stopped' && stoppedBy !== 'memory') return 'nothing';
  return outcome === 'rendered' && accepted ? 'works' : 'fails';
}

/** The kind of failure that the engine foretells. */
export function foretoldClass(verdict: TemplateVerdict): FailureClass {
  const { outcome, message = '' } = verdict;
  // It renders, and the API server does not take it.
  if (outcome === 'rendered') return 'invalid-secret';
  if (outcome === 'unparsable') return 'unparsable';
  if (message.includes('longer than the 1 MiB')) return 'invalid-secret';
  return executionClass(message);
}

/** The kind of failure that an event of the operator tells of. */
export function seenClass(message: string): FailureClass {
  if (message.includes('unable to parse template')) return 'unparsable';
  if (message.includes('unable to execute template')) {
    return executionClass(message);
  }
  return / is invalid: |Too long|too large/.test(message)
    ? 'invalid-secret'
    : 'other';
}

function executionClass(message: string): FailureClass {
  return message.includes('map has no entry for key')
    ? 'missing-key'
    : 'execution';
}

/**
 * What is wrong with a verdict, given what the operator made of the template
 * with its sample values and with each placeholder that was tried; undefined
 * where nothing is.
 */
export function contradiction(
  verdict: TemplateVerdict,
  sample: OperatorOutcome,
  placeholders: readonly OperatorOutcome[],
): string | undefined {
  const claim = claimOf(verdict);
  if (claim === 'works') {
    return placeholders.some(({ works }) => works)
      ? undefined
      : `is said to work, and fails with every placeholder: ${placeholders[0]?.message}`;
  }
  if (claim === 'nothing') return undefined;
  if (sample.works || placeholders.some(({ works }) => works)) {
    return `is said to fail (${verdict.message}), and works`;
  }
  const message = sample.message ?? '';
  const foretold = foretoldClass(verdict);
  const seen = seenClass(message);
  if (foretold !== seen) {
    return `is said to fail as ${foretold}, and fails as ${seen}: ${message}`;
  }
  // The API server's words are its own.
  return seen === 'invalid-secret' ||
    withoutDepth(message).includes(withoutDepth(verdict.message!))
    ? undefined
    : `is said to fail with "${verdict.message}", and fails with "${message}"`;
}

// Go lets templates call each other 100,000 times deep, but 1,000 times in
// WebAssembly (maxExecDepth in text/template).
function withoutDepth(message: string): string {
  return message.replace(/(exceeded maximum template depth) \(\d+\)/, '$1');
}
