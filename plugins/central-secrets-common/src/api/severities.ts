/** How much a finding matters, most first. @public */
export const FINDING_SEVERITIES = ['error', 'warning', 'note'] as const;

/** @public */
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];
