import { randomUUID } from 'node:crypto';
import { parseJson } from './getJson';

/** How many different specs are remembered before starting over: 2 MB of text. */
const KNOWN_SPECS = 1_000;

const MANAGED_FIELDS = '"managedFields":[';
const REFRESH_TIME = '"f:refreshTime":{}';
const TIME = '"time":"';
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const SECOND_LENGTH = '2026-01-01T00:00:00Z'.length;
/** What a manager's fields look like that wrote it. */
const REFRESH_WRITTEN = Object.freeze({
  'f:status': Object.freeze({ 'f:refreshTime': Object.freeze({}) }),
});
const SPEC = '"spec":';
const STATUS = ',"status":{';
/** Stands in the spec's place; what nobody can guess nobody can have written there. */
const MARK = randomUUID();
const PLACEHOLDER = `${SPEC}"${MARK}"`;

/**
 * Reads custom resources from the API server's JSON, and of that only what is
 * needed: more than a third of an ExternalSecret says who wrote which field
 * (`managedFields`), and nearly all of the rest is the spec that it shares with
 * the other copies of its distribution. Of the first is kept when the last
 * refresh was written, the second is parsed once: equal specs are one frozen
 * object.
 *
 * It relies on the order in which the API server writes a custom resource's
 * keys (sorted, no white space), and on nothing that the text could forge: a
 * quote within a JSON string is always escaped, so what is looked for cannot be
 * part of one; and what remains is parsed as JSON, which a cut at the wrong
 * place does not survive. Whatever is written otherwise is parsed whole.
 */
export class ObjectReader {
  readonly #specs = new Map<string, object>();

  /**
   * @param text - an object, or a watch event with an object in it
   * @throws Fault saying that the server sent `otherwise`
   */
  read(text: string, otherwise: string): unknown {
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

  #spec(text: string): object {
    let spec = this.#specs.get(text);
    if (!spec) {
      spec = Object.freeze(JSON.parse(text)) as object;
      if (this.#specs.size >= KNOWN_SPECS) {
        this.#specs.clear();
      }
      this.#specs.set(copied(text), spec);
    }
    return spec;
  }
}

/** Where an object's managedFields are; nowhere: it has none, or none that may be left out. */
function findManagedFields(text: string): { from: number; to: number } {
  const from = text.indexOf(MANAGED_FIELDS);
  const last = from === -1 ? -1 : text.indexOf('}]', from);
  // An object's name follows: so this bracket is no character of a text.
  return last !== -1 && text.startsWith(',"name":"', last + 2)
    ? { from, to: last + 3 }
    : { from: 0, to: 0 };
}

/** All that is kept of managedFields: who wrote `status.refreshTime` did it when. */
function refreshWritten(managedFields: string): string | undefined {
  const field = managedFields.indexOf(REFRESH_TIME);
  const from = field === -1 ? -1 : managedFields.indexOf(TIME, field);
  const begin = from + TIME.length;
  const time = managedFields.slice(begin, begin + SECOND_LENGTH);
  return from !== -1 && SECOND.test(time) ? time : undefined;
}

/** A slice keeps the whole text alive that it is a part of: a page of megabytes. */
function copied(slice: string): string {
  return ` ${slice}`.slice(1);
}
