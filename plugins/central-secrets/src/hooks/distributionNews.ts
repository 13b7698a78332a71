import { DISTRIBUTIONS_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';

/** Where no signals arrive. The backend answers from memory. */
const UNSIGNALED_INTERVAL_MS = 10_000;
/**
 * Where signals are installed. The backend signals only to users who asked
 * within the last minute, and a signal may be lost.
 */
const SIGNALED_INTERVAL_MS = 30_000;

/** When questions about distributions are asked again. */
export const DISTRIBUTION_NEWS = {
  news: { channel: DISTRIBUTIONS_CHANNEL },
  intervalMs: (_state: unknown, hasSignals: boolean) =>
    hasSignals ? SIGNALED_INTERVAL_MS : UNSIGNALED_INTERVAL_MS,
};
