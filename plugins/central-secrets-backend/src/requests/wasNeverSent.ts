import {
  AuthenticationError,
  ProxyError,
} from '@central-secrets/kubernetes-client';

/** Errors that end a connection before anything is sent over it. */
const BEFORE_CONNECTED: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a request failed before the server could have seen any of it. */
export function wasNeverSent(error: unknown): boolean {
  for (
    let cause = error;
    cause instanceof Error;
    cause = (cause as Error).cause
  ) {
    if (cause instanceof AuthenticationError || cause instanceof ProxyError) {
      return true;
    }
    if (BEFORE_CONNECTED.has((cause as NodeJS.ErrnoException).code)) {
      return true;
    }
  }
  return false;
}
