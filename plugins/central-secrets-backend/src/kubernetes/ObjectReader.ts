import {
  Message,
  ObservationCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { randomUUID } from 'node:crypto';
import { parseJson } from './getJson';
import { SharedSpecs } from './SharedSpecs';

const MANAGED_FIELDS = '"managedFields":[';
const REFRESH_TIME = '"f:refreshTime":{}';
const TIME = '"time":"';
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const SECOND_LENGTH = '2026-01-01T00:00:00Z'.length;
/** The fields of the manager that wrote the last refresh. */
const REFRESH_WRITTEN = Object.freeze({
  'f:status': Object.freeze({ 'f:refreshTime': Object.freeze({}) }),
});
const SPEC = '"spec":';
const STATUS = ',"status":{';
/**
 * Stands in the spec's place; the value is random, so that no object can
 * contain it.
 */
const MARK = randomUUID();
const PLACEHOLDER = `${SPEC}"${MARK}"`;

/**
 * Reads custom resources from the API server's JSON, and parses only the parts
 * that are needed: more than a third of an ExternalSecret records which manager
 * wrote which field (`managedFields`), and nearly all of the rest is the spec
 * that it shares with the other copies of its distribution. The reader keeps
 * only the time of the last refresh from the first, and parses the second once
 * (`SharedSpecs`). The specs of other kinds are not alike, and a store's may
 * hold values: the reader remembers none of them.
 *
 * It relies on the order in which the API server writes a custom resource's
 * keys (sorted, no white space), and on nothing that the text could forge: a
 * quote within a JSON string is always escaped, so what is looked for cannot be
 * part of one; and what remains is parsed as JSON, which a cut at the wrong
 * place does not survive. Whatever is written otherwise is parsed whole.
 */
export class ObjectReader {
  readonly #specs?: SharedSpecs;

  /** @param options - `sharesSpecs`: many objects have the same spec; default: yes */
  constructor({ sharesSpecs = true }: { sharesSpecs?: boolean } = {}) {
    this.#specs = sharesSpecs ? new SharedSpecs() : undefined;
  }

  /**
   * @param text - an object, or a watch event with an object in it
   * @throws Fault saying `otherwise` where the text is not JSON
   */
  read(text: string, otherwise: Message<ObservationCode>): unknown {
    return this.#readParts(text) ?? parseJson(text, otherwise);
  }

  #readParts(text: string): unknown {
    const managed = findManagedFields(text);
    const fromSpec = text.indexOf(SPEC, managed.to);
    const toSpec = text.indexOf(STATUS, fromSpec);
    if (fromSpec === -1 || toSpec === -1) {
      return undefined;
    }
    try {
      const spec = this.#spec(text.slice(fromSpec + SPEC.length, toSpec));
      const parsed = JSON.parse(
        text.slice(0, managed.from) +
          text.slice(managed.to, fromSpec) +
          PLACEHOLDER +
          text.slice(toSpec),
      );
      const object = parsed.object ?? parsed;
      if (object.spec !== MARK) {
        return undefined;
      }
      object.spec = spec;
      const time = refreshWritten(text.slice(managed.from, managed.to));
      if (time !== undefined) {
        object.metadata.managedFields = [{ fieldsV1: REFRESH_WRITTEN, time }];
      }
      return parsed;
    } catch {
      return undefined;
    }
  }

  #spec(text: string): unknown {
    return this.#specs ? this.#specs.read(text) : JSON.parse(text);
  }
}

/** Where an object's managedFields are; nowhere: it has none, or none that may be left out. */
function findManagedFields(text: string): { from: number; to: number } {
  const from = text.indexOf(MANAGED_FIELDS);
  const last = from === -1 ? -1 : text.indexOf('}]', from);
  // An object's name follows, so this bracket is not a character of a text.
  return last !== -1 && text.startsWith(',"name":"', last + 2)
    ? { from, to: last + 3 }
    : { from: 0, to: 0 };
}

/**
 * Returns the only part of managedFields that is kept: the time at which
 * `status.refreshTime` was written.
 */
function refreshWritten(managedFields: string): string | undefined {
  const field = managedFields.indexOf(REFRESH_TIME);
  const from = field === -1 ? -1 : managedFields.indexOf(TIME, field);
  const begin = from + TIME.length;
  const time = managedFields.slice(begin, begin + SECOND_LENGTH);
  return from !== -1 && SECOND.test(time) ? time : undefined;
}
