/**
 * The facts about External Secrets Operator that are copied into this project,
 * read from our files and from the sources of a release, and their differences.
 */

/** Texts that Kubernetes writes, and not the operator. */
const OF_KUBERNETES = [
  'the object has been modified',
  'name part must be no more than 63 bytes',
];

/** Kinds whose definitions are not copied: nothing judges them. */
const NOT_COPIED = ['GeneratorState'];

/**
 * The literals of a file of texts.
 *
 * @param {string} source TypeScript, without comments that have quotes
 * @returns {string[]}
 */
export function textsIn(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const texts = [...code.matchAll(/'([^'\n]+)'/g)].map(([, text]) => text);
  return [...new Set(texts)].filter(
    text => text.length > 4 && !OF_KUBERNETES.includes(text),
  );
}

/**
 * @param {string[]} texts
 * @param {string} source Go
 * @returns {string[]} one line for each text that the source no longer has
 */
export function compareTexts(texts, source) {
  return texts
    .filter(text => !source.includes(text) && !isJoined(text, source))
    .map(text => `text: the source does not have "${text}"`);
}

/** Finalizers and labels are joined from a group and a name. */
function isJoined(text, source) {
  const slash = text.indexOf('/');
  return (
    slash > 0 &&
    source.includes(`"${text.slice(slash + 1)}`) &&
    source.includes(text.slice(0, slash))
  );
}

/**
 * The names of the operator's own functions that our template engine knows.
 *
 * @param {string} source functions.go of the engine
 */
export function functionsInEngine(source) {
  const list = name =>
    namesIn(
      new RegExp(`var ${name} = \\[\\]string\\{([^}]*)\\}`).exec(source)?.[1],
    );
  const assigned = [...source.matchAll(/all\["(\w+)"\] =/g)].map(
    ([, name]) => name,
  );
  return {
    always: [...list('needRealValues'), ...assigned].sort(),
    sometimes: list('notInEveryRelease'),
  };
}

/**
 * The functions that the operator adds to sprig's.
 *
 * @param {string} source template.go of the operator
 */
export function functionsInSource(source) {
  const map = /var tplFuncs = tpl\.FuncMap\{([\s\S]*?)\n\}/.exec(source)?.[1];
  return [...(map ?? '').matchAll(/^\t"(\w+)":/gm)]
    .map(([, name]) => name)
    .sort();
}

function namesIn(text = '') {
  return [...text.matchAll(/"(\w+)"/g)].map(([, name]) => name);
}

/** @returns {string[]} one line for each function that only one of both has */
export function compareFunctions({ always, sometimes }, theirs) {
  const known = new Set([...always, ...sometimes]);
  return [
    ...theirs
      .filter(name => !known.has(name))
      .map(name => `function: the template engine does not know ${name}`),
    ...always
      .filter(name => !theirs.includes(name))
      .map(name => `function: the source does not have ${name}`),
  ];
}

/**
 * @param {{versions: Record<string, Record<string, number>>, parts: object[]}} table ours; the newest version counts
 * @param {object[]} bundle the CustomResourceDefinitions of the release
 * @returns {string[]} one line for each kind or field that only one of both has, and each other type
 */
export function compareDefinitions({ versions, parts }, bundle) {
  const newest = Object.keys(versions).at(-1);
  const ours = new Map(
    Object.entries(versions[newest]).map(([kind, number]) => [
      kind,
      fieldsOfPart(parts, number),
    ]),
  );
  const theirs = new Map(
    bundle
      .filter(each => each?.kind === 'CustomResourceDefinition')
      .flatMap(({ spec: { group, names, versions: served } }) =>
        served.flatMap(({ name, schema }) => {
          const spec = schema.openAPIV3Schema.properties?.spec;
          return spec && !NOT_COPIED.includes(names.kind)
            ? [[`${group}/${name} ${names.kind}`, fieldsOfSchema(spec)]]
            : [];
        }),
      ),
  );
  return [
    ...missingIn(theirs, ours).map(
      kind => `definition: ${kind} is not known (newest: ${newest})`,
    ),
    ...missingIn(ours, theirs)
      .filter(kind => !NOT_COPIED.some(name => kind.endsWith(` ${name}`)))
      .map(kind => `definition: the source does not have ${kind}`),
    ...[...theirs]
      .filter(([kind]) => ours.has(kind))
      .flatMap(([kind, fields]) => compareFields(kind, ours.get(kind), fields)),
  ];
}

function compareFields(kind, ours, theirs) {
  return [
    ...missingIn(theirs, ours).map(
      path => `definition: ${kind}: ${path} is not known`,
    ),
    ...missingIn(ours, theirs).map(
      path => `definition: ${kind}: the source does not have ${path}`,
    ),
    ...[...theirs]
      .filter(([path, type]) => ours.has(path) && ours.get(path) !== type)
      .map(
        ([path, type]) =>
          `definition: ${kind}: ${path} is ${type}, and not ${ours.get(path)}`,
      ),
  ];
}

const missingIn = (one, other) =>
  [...one.keys()].filter(key => !other.has(key)).sort();

/** Every field below a part of our table, with its type. */
function fieldsOfPart(parts, number, path = 'spec', found = new Map()) {
  const part = parts[number];
  found.set(path, part.type ?? 'any');
  for (const [name, child] of Object.entries(part.properties ?? {})) {
    fieldsOfPart(parts, child, `${path}.${name}`, found);
  }
  if (part.items !== undefined) {
    fieldsOfPart(parts, part.items, `${path}[]`, found);
  }
  if (part.values !== undefined) {
    fieldsOfPart(parts, part.values, `${path}.*`, found);
  }
  return found;
}

/** The same below a schema of OpenAPI. */
function fieldsOfSchema(schema, path = 'spec', found = new Map()) {
  const type = schema['x-kubernetes-int-or-string']
    ? 'int-or-string'
    : schema.type;
  found.set(path, type ?? 'any');
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    fieldsOfSchema(child, `${path}.${name}`, found);
  }
  if (schema.items) {
    fieldsOfSchema(schema.items, `${path}[]`, found);
  }
  if (typeof schema.additionalProperties === 'object') {
    fieldsOfSchema(schema.additionalProperties, `${path}.*`, found);
  }
  return found;
}
