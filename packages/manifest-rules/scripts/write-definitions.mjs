#!/usr/bin/env node
// Trims the operator's definitions (deploy/crds/bundle.yaml of its repository)
// to what decides whether the API server takes an object, for each version, and
// writes them as one table in which equal parts stand once.
//
//   node scripts/write-definitions.mjs <clone of external-secrets> > src/definitions/table.json
import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';

/** The newest patch of each minor version that differs in more than texts. */
const VERSIONS = [
  '0.10.7',
  '0.14.4',
  '0.16.2',
  '0.17.0',
  '0.18.2',
  '0.19.2',
  '0.20.4',
  '1.0.0',
  '1.1.1',
  '1.2.1',
  '1.3.2',
  '2.0.1',
  '2.1.0',
  '2.2.0',
  '2.3.0',
  '2.4.1',
  '2.5.0',
  '2.6.0',
  '2.7.0',
  '2.8.0',
  '2.9.0',
];

/** Keywords that are kept as they are. */
const KEPT = [
  'type',
  'required',
  'enum',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

const repository = process.argv[2];
if (!repository) {
  throw new Error('name a clone of external-secrets');
}

const git = (...args) =>
  execFileSync('git', ['-C', repository, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });

const tags = new Set(git('tag').split('\n'));
const parts = [];
const indexes = new Map();

/** The number of a part, the same for equal ones. */
function numberOf(part) {
  const key = JSON.stringify(part);
  const known = indexes.get(key);
  if (known !== undefined) {
    return known;
  }
  parts.push(part);
  indexes.set(key, parts.length - 1);
  return parts.length - 1;
}

function trim(schema) {
  const part = {};
  for (const keyword of KEPT) {
    if (schema[keyword] !== undefined) {
      part[keyword] = schema[keyword];
    }
  }
  if (schema['x-kubernetes-int-or-string']) {
    part.type = 'int-or-string';
  }
  if (schema['x-kubernetes-preserve-unknown-fields']) {
    part.open = true;
  }
  if (schema.nullable) {
    part.nullable = true;
  }
  // A required field with a default is filled in by the API server.
  part.required = part.required?.filter(
    name => schema.properties?.[name]?.default === undefined,
  );
  if (!part.required?.length) {
    delete part.required;
  }
  if (schema.properties) {
    part.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, value]) => [
        name,
        trim(value),
      ]),
    );
  }
  if (typeof schema.additionalProperties === 'object') {
    part.values = trim(schema.additionalProperties);
  } else if (schema.additionalProperties) {
    part.open = true;
  }
  if (schema.items) {
    part.items = trim(schema.items);
  }
  return numberOf(part);
}

const versions = {};
for (const version of VERSIONS) {
  const [major, minor] = version.split('.');
  const tag = [`v${version}`, `v${major}.${minor}.0`].find(name =>
    tags.has(name),
  );
  if (!tag) {
    continue;
  }
  const bundle = git('show', `${tag}:deploy/crds/bundle.yaml`);
  const kinds = {};
  for (const document of parseAllDocuments(bundle)) {
    const definition = document.toJS({ maxAliasCount: -1 });
    if (definition?.kind !== 'CustomResourceDefinition') {
      continue;
    }
    const { group, names } = definition.spec;
    for (const { name, schema } of definition.spec.versions) {
      const { spec } = schema.openAPIV3Schema.properties ?? {};
      if (spec) {
        kinds[`${group}/${name} ${names.kind}`] = trim(spec);
      }
    }
  }
  versions[`${major}.${minor}`] = kinds;
}

process.stdout.write(`${JSON.stringify({ versions, parts })}\n`);
