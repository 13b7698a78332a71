import type { TemplateVerdict } from '@central-secrets/manifest-rules';

/** The operator's result for a template with certain values. */
export interface OperatorOutcome {
  readonly works: boolean;
  /** The message of the event about the failure. */
  readonly message?: string;
}

/**
 * The kind of failure that a message reports, from the operator or the engine.
 */
export type FailureClass =
  | 'unparsable'
  | 'missing-key'
  | 'execution'
  | 'invalid-secret'
  | 'other';

/** The claim in the engine's verdict. */
export type Claim = 'works' | 'fails' | 'nothing';

/**
 * Returns the claim in a verdict: a verdict that is undecided or took too long
 * claims nothing.
 */
export function claimOf(verdict: TemplateVerdict): Claim {
  const { outcome, stoppedBy, accepted } = verdict;
  if (outcome === 'undecided') {
    return 'nothing';
  }
  if (outcome === 'stopped' && stoppedBy !== 'memory') {
    return 'nothing';
  }
  return outcome === 'rendered' && accepted ? 'works' : 'fails';
}

/** The kind of failure that the engine predicts. */
function predictedClass(verdict: TemplateVerdict): FailureClass {
  const { outcome, message = '' } = verdict;
  // It renders, and the API server refuses the result.
  if (outcome === 'rendered') {
    return 'invalid-secret';
  }
  if (outcome === 'unparsable') {
    return 'unparsable';
  }
  if (message.includes('longer than the 1 MiB')) {
    return 'invalid-secret';
  }
  return executionClass(message);
}

/** The kind of failure that an event of the operator reports. */
function observedClass(message: string): FailureClass {
  if (message.includes('unable to parse template')) {
    return 'unparsable';
  }
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
 * Returns the error in a verdict, from the operator's results with the sample
 * values and with each placeholder that was tried; undefined where there is
 * none.
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
  if (claim === 'nothing') {
    return undefined;
  }
  if (sample.works || placeholders.some(({ works }) => works)) {
    return `is said to fail (${verdict.message}), and works`;
  }
  const message = sample.message ?? '';
  const predicted = predictedClass(verdict);
  const observed = observedClass(message);
  if (predicted !== observed) {
    return `is said to fail as ${predicted}, and fails as ${observed}: ${message}`;
  }
  // The API server uses its own words.
  return observed === 'invalid-secret' ||
    withoutDepth(message).includes(withoutDepth(verdict.message!))
    ? undefined
    : `is said to fail with "${verdict.message}", and fails with "${message}"`;
}

// Go lets templates call each other 100,000 times deep, but 1,000 times in
// WebAssembly (maxExecDepth in text/template).
function withoutDepth(message: string): string {
  return message.replace(/(exceeded maximum template depth) \(\d+\)/, '$1');
}
