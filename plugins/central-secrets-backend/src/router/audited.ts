import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Request, RequestHandler } from 'express';

/** What the auditor is told about a route before it does anything. */
export interface AuditDescription {
  readonly eventId: string;
  readonly severityLevel: 'low' | 'medium' | 'high';
  readonly meta: JsonObject;
}

/**
 * A route that the auditor hears of before it begins and after it ends,
 * whichever way. What the handler returns is the response's body; what it
 * throws, Backstage's error middleware answers.
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
