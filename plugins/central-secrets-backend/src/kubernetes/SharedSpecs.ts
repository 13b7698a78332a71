import { hash } from 'node:crypto';

/**
 * The maximum length of a shared spec: a longer spec does not have many copies.
 * Characters.
 */
const LONGEST = 8_192;
/** How many different specs are remembered before starting over, and how long their texts may be together. */
const MOST_SPECS = 1_000;
const MOST_TEXT = 2_000_000;

/**
 * The specs of ExternalSecrets. The copies of one distribution have the same
 * spec: equal texts are parsed once, and are one frozen object.
 *
 * The memory is bounded in number and size, because teams write ExternalSecrets
 * as well; and it holds no value. Templates may wrongly contain one, so their
 * texts are dropped (see `withoutTexts`), and only a digest of the spec's own
 * text is kept.
 */
export class SharedSpecs {
  readonly #specs = new Map<string, unknown>();
  #size = 0;

  /** How long the texts of the specs are together that are remembered. Characters. */
  get size(): number {
    return this.#size;
  }

  /** @throws SyntaxError where it is not JSON */
  read(text: string): unknown {
    if (text.length > LONGEST) {
      return withoutTexts(JSON.parse(text));
    }
    const digest = hash('sha256', text, 'base64');
    let spec = this.#specs.get(digest);
    if (spec === undefined) {
      spec = Object.freeze(withoutTexts(JSON.parse(text)));
      if (
        this.#specs.size >= MOST_SPECS ||
        this.#size + text.length > MOST_TEXT
      ) {
        this.#specs.clear();
        this.#size = 0;
      }
      this.#specs.set(digest, spec);
      this.#size += text.length;
    }
    return spec;
  }
}

/**
 * A spec without the parts that may hold a value: the texts of its template,
 * whose keys stay, and its rewrites. No reader of an ExternalSecret needs them.
 */
function withoutTexts(spec: unknown): unknown {
  if (!isObject(spec)) {
    return spec;
  }
  const { target, dataFrom } = spec;
  return {
    ...spec,
    ...(isObject(target) && isObject(target.template)
      ? { target: { ...target, template: withoutValues(target.template) } }
      : {}),
    ...(Array.isArray(dataFrom)
      ? {
          dataFrom: dataFrom.map(source =>
            isObject(source) ? without(source, 'rewrite') : source,
          ),
        }
      : {}),
  };
}

function withoutValues(template: Record<string, unknown>): object {
  const { data, templateFrom } = template;
  return {
    ...without(template, 'metadata'),
    ...(isObject(data)
      ? { data: Object.fromEntries(Object.keys(data).map(key => [key, ''])) }
      : {}),
    ...(Array.isArray(templateFrom)
      ? {
          templateFrom: templateFrom.map(source =>
            isObject(source) ? without(source, 'literal') : source,
          ),
        }
      : {}),
  };
}

function without(
  object: Record<string, unknown>,
  key: string,
): Record<string, unknown> {
  const { [key]: _, ...rest } = object;
  return rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
