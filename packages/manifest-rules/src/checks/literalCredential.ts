import {
  fieldsListOf,
  fieldsOf,
  textOf,
  findCertainCredential,
  isCredentialKey,
  isPlaceholder,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest } from '../manifest';
import { RuleInput } from '../RuleInput';
import { Path } from '../path';
import { Problem, Rule } from '../rule';

/**
 * Every text that is a credential on its own. Each object is searched once:
 * YAML aliases may put one object in many places, or within itself.
 */
function* recognised(
  manifest: Manifest,
  value: unknown,
  path: Path,
  seen: Set<object>,
): Iterable<Problem> {
  if (typeof value === 'string') {
    const what = findCertainCredential(value);
    if (!what) return;
    yield {
      manifest,
      path,
      message: `the manifest holds ${what}: keep it in the store and fetch it; and replace it, because whoever reads the file knows it`,
    };
  } else if (typeof value === 'object' && value && !seen.has(value)) {
    seen.add(value);
    const isList = Array.isArray(value);
    for (const [key, entry] of Object.entries(value)) {
      yield* recognised(
        manifest,
        entry,
        [...path, isList ? Number(key) : key],
        seen,
      );
    }
  }
}

/** Values in a Secret's manifest. A list of them is one problem, for the first. */
function* inSecret(manifest: Manifest): Iterable<Problem> {
  if (manifest.group !== '' || manifest.kind !== 'Secret') return;
  for (const field of ['data', 'stringData']) {
    const [key] =
      Object.entries(fieldsOf(manifest.object[field])).find(
        ([, value]) =>
          value !== '' &&
          value !== null &&
          !(typeof value === 'string' && isPlaceholder(value)),
      ) ?? [];
    if (key === undefined) continue;
    yield {
      manifest,
      path: [field, key],
      message: `a Secret's values stand in the manifest: write the Secret into the hub by hand or from a vault, and keep no value in a file`,
    };
  }
}

/** Template entries that are called like a credential and read none. */
function* inTemplates(input: RuleInput): Iterable<Problem> {
  for (const { writer, path, template } of input.templates) {
    const isData = path.at(-2) === 'data';
    if (!isData || !isCredentialKey(template.name)) continue;
    const { text } = template;
    if (text === '' || text.includes('{{') || isPlaceholder(text)) continue;
    yield {
      manifest: writer.manifest,
      path,
      message: `${
        template.name
      } has a fixed value in the manifest: keep it in the store, fetch it with an entry of data, and write '{{ .${template.name.replace(
        /\W/g,
        '',
      )} }}'`,
    };
  }
}

/** Values of the operator's fake provider. */
function* inStores(input: RuleInput): Iterable<Problem> {
  for (const { manifest } of input.stores) {
    const { fake } = fieldsOf(fieldsOf(manifest.object.spec).provider);
    for (const [index, entry] of fieldsListOf(fieldsOf(fake).data).entries()) {
      if (!textOf(entry.value)) continue;
      yield {
        manifest,
        path: ['spec', 'provider', 'fake', 'data', index, 'value'],
        message:
          'the fake provider keeps its values in the manifest, for all to read: use a real provider',
      };
    }
  }
}

export const literalCredential: Rule = {
  code: 'literal-credential',
  severity: 'error',
  summary: 'No manifest holds a credential.',
  *check(input) {
    // One value may be known by its text and by its place.
    const told = new Map<Manifest, Set<string>>();
    for (const problem of [
      ...input.manifests.flatMap(manifest => [
        ...inSecret(manifest),
        ...recognised(manifest, manifest.object, [], new Set()),
      ]),
      ...inTemplates(input),
      ...inStores(input),
    ]) {
      const { manifest, path } = problem;
      const places = told.get(manifest) ?? new Set();
      if (places.has(JSON.stringify(path))) continue;
      told.set(manifest, places.add(JSON.stringify(path)));
      yield problem;
    }
  },
};
