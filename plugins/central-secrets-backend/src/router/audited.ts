import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Request, RequestHandler } from 'express';
import { printable } from '../echo';

/** The auditor's description of a route, before the route does anything. */
export interface AuditDescription {
  readonly eventId: string;
  readonly severityLevel: 'low' | 'medium' | 'high';
  readonly meta: JsonObject;
}

/**
 * A route that notifies the auditor before it begins and after it ends, with
 * success or failure. The handler returns the response's body; Backstage's
 * error middleware answers for an error that it throws.
 */
export function audited(
  auditor: AuditorService,
  describe: (request: Request) => AuditDescription,
  handle: (request: Request) => Promise<{ body: unknown; meta?: JsonObject }>,
): RequestHandler {
  return async (request, response) => {
    const event = await auditor.createEvent({ ...describe(request), request });
    let answer: Awaited<ReturnType<typeof handle>>;
    try {
      answer = await handle(request);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
    await event.success({ meta: answer.meta });
    response.json(answer.body);
  };
}

/** The parameters of an address, fit for a log. */
export function auditedParameters({ params }: Request): JsonObject {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, printable(value)]),
  );
}
