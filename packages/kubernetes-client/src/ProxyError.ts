/**
 * The proxy opened no connection to the API server, so nothing was sent there.
 * The message says what failed, why, and what to do.
 *
 * @public
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}
