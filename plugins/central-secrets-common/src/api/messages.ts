import { z } from 'zod';
import { WARNING_CODES } from '../states';
import {
  CHECK_CODES,
  PLAN_WARNING_CODES,
  REMEDY_CODES,
  SUMMARY_CODES,
} from '../texts';
import { openWord } from './openWord';

const parameters = z.record(
  z.string(),
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(z.string()).readonly(),
  ]),
);

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

/** @public */
export const planWarningSchema = z.object(messageFields(PLAN_WARNING_CODES));
