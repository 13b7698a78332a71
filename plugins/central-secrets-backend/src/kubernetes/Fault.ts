import {
  message,
  Message,
  ObservationCode,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ObservationError,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  AnswerTooLargeError,
  AuthenticationError,
  sizeText,
} from '@central-secrets/kubernetes-client';

/** How a reflector goes on after a fault. */
export type FaultRemedy =
  /** From the last good version. */
  | 'resume'
  /** Start from a new list: the version is no longer usable. */
  | 'relist'
  /** From the last good version once, then from a new list: something sent cannot be read. */
  | 'reread';

/** A parameter may hold the words of a server or a proxy. */
function redactParameters<Code extends string>({
  code,
  parameters,
}: Message<Code>): Message<Code> {
  return {
    code,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'string' ? redactText(value) : value,
      ]),
    ),
  };
}

/** Why a list or a watch did not go on, and what to do about it. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: ObservationError['code'];
  /** The same as `message`, as the contract has it. */
  readonly told: Message<ObservationCode>;
  readonly remedy: FaultRemedy;
  /** The time that the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /**
   * Only an administrator can fix it: ask at long intervals, not with backoff.
   */
  readonly slow: boolean;
  /** Part of the protocol's ordinary life: goes on at once, where that is not abused. */
  readonly ordinary: boolean;

  constructor(
    code: ObservationError['code'],
    told: Message<ObservationCode>,
    options: {
      remedy?: FaultRemedy;
      retryAfterMs?: number;
      slow?: boolean;
      ordinary?: boolean;
    } = {},
  ) {
    const redacted = redactParameters(told);
    super(renderMessage(redacted));
    this.code = code;
    this.told = redacted;
    this.remedy = options.remedy ?? 'resume';
    this.retryAfterMs = options.retryAfterMs;
    this.slow = options.slow ?? false;
    this.ordinary = options.ordinary ?? false;
  }
}

/** The API server no longer knows the version: an ordinary thing, a new list is due. */
export const expired = () =>
  new Fault('failing', message('version-expired'), {
    remedy: 'relist',
    ordinary: true,
  });

/** A line, a page or an object that is not what the protocol says. */
export const malformed = (told: Message<ObservationCode>) =>
  new Fault('failing', told, { remedy: 'reread' });

/**
 * Turns any thrown error into a fault: an error that is not a fault yet means
 * that no answer came.
 */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) {
    return error;
  }
  if (error instanceof AuthenticationError) {
    return new Fault(
      'unauthorized',
      message('no-credential', { problem: error.message }),
    );
  }
  if (error instanceof AnswerTooLargeError) {
    const { path, limitBytes } = error;
    return new Fault(
      'failing',
      message('answer-too-large', { path, size: sizeText(limitBytes) }),
    );
  }
  const problem = describeConnectionError(error);
  return new Fault('unreachable', message('no-answer', { problem }));
}

/** The parts of a Status (meta/v1) that decide anything. */
interface Status {
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
  readonly details?: {
    readonly retryAfterSeconds?: unknown;
    readonly causes?: unknown;
  };
}

/**
 * Returns the fault that a Status means, be it the body of an error response or
 * the object of an ERROR event.
 *
 * @param request - the request that failed, such as `list externalsecrets`;
 * undefined: an event within a watch
 */
export function faultOfStatus(
  request: string | undefined,
  code: number,
  body: unknown,
  retryAfterSeconds?: number,
): Fault {
  const status = (typeof body === 'object' && body ? body : {}) as Status;
  const told = describeStatus(request, code, status);
  if (code === 410 || isVersionTooLarge(status)) {
    return expired();
  }
  switch (code) {
    case 401:
      return new Fault('unauthorized', told);
    case 403:
      return new Fault('forbidden', told, { slow: true });
    case 404:
      // The version served may have changed, and then only a list will do.
      return new Fault('not-installed', told, { remedy: 'relist' });
    default:
      return new Fault('failing', told, {
        // 400: the server does not understand the version or the token sent.
        remedy: code === 400 ? 'relist' : 'resume',
        retryAfterMs: boundedRetryAfterMs(
          retryAfterSeconds ?? status.details?.retryAfterSeconds,
        ),
      });
  }
}

function describeStatus(
  request: string | undefined,
  status: number,
  { message: answer }: Status,
): Message<ObservationCode> {
  const isAnswered = typeof answer === 'string' && answer !== '';
  if (request === undefined) {
    return isAnswered
      ? message('watch-failed.answered', { status, answer })
      : message('watch-failed', { status });
  }
  return isAnswered
    ? message('request-failed.answered', { request, status, answer })
    : message('request-failed', { request, status });
}

/** A server that came back with older data answers so, for ever. */
function isVersionTooLarge(status: Status): boolean {
  const causes = status.details?.causes;
  return (
    Array.isArray(causes) &&
    causes.some(cause => cause?.reason === 'ResourceVersionTooLarge')
  );
}

/** Obeyed up to five minutes: a longer blindness is never what was meant. */
function boundedRetryAfterMs(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds > 0
    ? Math.min(seconds, 300) * 1_000
    : undefined;
}

/** Why there was no answer, in a few words: the innermost cause, with its code. */
export function describeConnectionError(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) {
    innermost = innermost.cause;
  }
  if (!(innermost instanceof Error)) {
    return String(innermost);
  }
  const { code } = innermost as NodeJS.ErrnoException;
  const text = innermost.message || innermost.name;
  return typeof code === 'string' && !text.includes(code)
    ? `${text} (${code})`
    : text;
}
