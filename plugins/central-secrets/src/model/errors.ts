import { ResponseError } from '@backstage/errors';

/** The HTTP status behind an error; undefined when there was no answer. */
export function statusOf(error: Error): number | undefined {
  return ResponseError.is(error) ? error.statusCode : undefined;
}

/**
 * Rights that were withdrawn, or a thing that is gone: the page may no longer
 * show the previous answer.
 */
export function forgets(error: Error): boolean {
  return [401, 403, 404].includes(statusOf(error) ?? 0);
}

/** Returns the backend's own message, else the error's message. */
export function errorText(error: Error): string {
  return ResponseError.is(error) ? error.cause.message : error.message;
}
