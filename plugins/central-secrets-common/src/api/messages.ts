import { z } from 'zod';
import { WARNING_CODES } from '../states';
import {
  CHECK_CODES,
  PLAN_WARNING_CODES,
  REMEDY_CODES,
  CONFIRMATION_CODES,
  NOTICE_CODES,
  MessageParameters,
  OBSERVATION_CODES,
  REFUSAL_CODES,
  SKIPPED_CLUSTER_CODES,
  SUMMARY_CODES,
} from '../texts';
import { openWord } from './openWord';

/** A parameter may be a message of any code, and so on. */
const parameters: z.ZodType<MessageParameters> = z.lazy(() => {
  const nested = z.object({ code: z.string(), parameters });
  return z.record(
    z.string(),
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      nested,
      z.array(z.union([z.string(), nested])).readonly(),
    ]),
  );
});

/**
 * The fields of a message in an answer: a code, which may be one of a newer
 * backend, and its parameters by name. `renderMessage` makes an English
 * sentence of it.
 */
function messageFields<const Codes extends readonly string[]>(codes: Codes) {
  return { code: openWord(codes), parameters };
}

/** @public */
export const summarySchema = z.object(messageFields(SUMMARY_CODES));

/** The code and parameters of a remedy. */
export const remedyFields = messageFields(REMEDY_CODES);

/** @public */
export const checkSchema = z.object(messageFields(CHECK_CODES));

/** @public */
export const warningSchema = z.object(messageFields(WARNING_CODES));

/** The code and parameters of a notice about a cluster. */
export const noticeFields = messageFields(NOTICE_CODES);

/** @public */
export const planWarningSchema = z.object(messageFields(PLAN_WARNING_CODES));

/** Why something cannot be requested. @public */
export const refusalSchema = z.object(messageFields(REFUSAL_CODES));

/** Why a kind cannot be read. @public */
export const observationMessageSchema = z.object(
  messageFields(OBSERVATION_CODES),
);

/** What confirms a binding. @public */
export const confirmationSchema = z.object(messageFields(CONFIRMATION_CODES));

/** Why a configured cluster is not observed. @public */
export const skippedReasonSchema = z.object(
  messageFields(SKIPPED_CLUSTER_CODES),
);
