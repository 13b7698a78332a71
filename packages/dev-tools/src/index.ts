/**
 * The tools that the tests and benchmarks share.
 *
 * @packageDocumentation
 */
export type { ConnectProxyOptions } from './ConnectProxy';
export { ConnectProxy } from './ConnectProxy';
export { ManagedProcess } from './ManagedProcess';
export { PinglessServer } from './PinglessServer';
export type { Handler } from './TestServer';
export { TestServer, testCertificate } from './TestServer';
export { eventually } from './eventually';
export { GitServer } from './gitServer';
export { failOnLeaks } from './failOnLeaks';
export { freePort, isPortFree } from './freePort';
export type { ProgramOutcome } from './runToEnd';
export { runToEnd } from './runToEnd';
export { makeScratchDirectory } from './scratchDirectory';
export { HopelessError, waitFor } from './waitFor';
