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
import { isSubstituted } from '../substitutions';
import { keyExpression } from '../templateText';

/** Kinds whose texts are documentation, with examples of what others hold. */
const DOCUMENTATION = ['CustomResourceDefinition'];

/** The frame of a key around a text that asks for it. */
const EMPTY_FRAME = /-----\s*<[^<>]+>\s*-----/;

/**
 * Every text that is a credential on its own. Each object is searched once:
 * YAML aliases may put one object in many places, or within itself.
 */
function recognised(manifest: Manifest): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<object>();
  /** Where the search is. */
  const path: Path[number][] = [];
  const search = (value: unknown) => {
    if (typeof value === 'string') {
      const what = findCertainCredential(value);
      if (what && !EMPTY_FRAME.test(value)) {
        problems.push({
          manifest,
          path: [...path],
          message: `the manifest holds ${what}: keep it in the store and fetch it; and replace it, because whoever reads the file knows it`,
        });
      }
    } else if (typeof value === 'object' && value && !seen.has(value)) {
      seen.add(value);
      const isList = Array.isArray(value);
      for (const [key, entry] of Object.entries(value)) {
        path.push(isList ? Number(key) : key);
        search(entry);
        path.pop();
      }
    }
  };
  search(manifest.object);
  return problems;
}

/** Keys whose values are no credential, as Argo CD, S3 and database clients have them. */
const HARMLESS_KEY =
  /^(?:url|uri|name|namespace|type|project|projects|server|servers|host|hostname|port|region|bucket|bucketname|endpoint|username|user|email|issuer|enable\w*|enabled|insecure|tls\w*insecure|database(?:[-_]?(?:db|name|host|port|url|user|kind))?|db(?:[-_]?(?:name|host|port|user))?|(?:tls|ca|root)\.(?:crt|pem)|ca[-_.]?(?:cert|bundle)?|kubernetes_sd|githubapp(?:id|installationid)|app[-_]?id|client[-_]?id)$/i;

/** Values that are no credential, under whichever key. */
const HARMLESS_VALUE =
  /^(?:|true|false|null|none|yes|no|unused|n\/a|dummy|placeholder|todo|\d{1,6}|(?:https?|ssh|git|oci):\/\/[^@\s]*)$/i;

/** Words that ask for a value: `REPLACE_WITH_CLIENT_SECRET`, `your-token-here`, `change-me-later`. */
const REQUEST =
  /^(?:(?:re-?place|your|insert|enter|fill|put|provide|paste)(?:[-_. ]+[a-z]+)+|(?:change|replace)[-_ ]?(?:me|this|it)(?:[-_. ]+[a-z]+)*)$/i;

/** Words that say that a text is not a credential: `fake-dev-token`, `gateway-noauth`, `XXXXXXS`. */
const DENIAL =
  /^(?:[a-z]+[-_])*(?:fake|dummy|example|placeholder|no-?auth|not-(?:needed|required|used))(?:[-_][a-z0-9]+)*$|^x{4,}[a-z]$/i;

/** A file that holds a credential is none: `/secrets/key.json`. */
const FILE_PATH = /^\/(?:[\w.-]+\/)+[\w-]+\.[a-z]{2,5}$/i;

/** Whether a text stands where a value is still to come, or says where one is. */
function isStandIn(text: string): boolean {
  return (
    HARMLESS_VALUE.test(text) ||
    REQUEST.test(text) ||
    DENIAL.test(text) ||
    EMPTY_FRAME.test(text) ||
    FILE_PATH.test(text) ||
    isPlaceholder(text)
  );
}

/** Letters and digits as a generator makes them, and neither words nor a name of something. */
const RANDOM = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/=~!@#$%^&*-]{16,}$/;

/**
 * Whether the value of a key looks like a credential: by the key's name, by its
 * form, or because a person could not remember it.
 */
function looksLikeCredential(key: string, text: string): boolean {
  return (
    isCredentialKey(key) ||
    findCertainCredential(text) !== undefined ||
    /(?:password|passwd|token|secret)["']?\s*[:=]\s*["']?[^\s"'<${]{6}/i.test(
      text,
    ) ||
    RANDOM.test(text)
  );
}

/** Whether a value in a Secret's manifest may be left there. */
function isHarmless(
  key: string,
  value: unknown,
  isEncoded: boolean,
  isHub: boolean,
): boolean {
  if (value === null) {
    return true;
  }
  if (HARMLESS_KEY.test(key)) {
    return typeof value !== 'string' || !findCertainCredential(value);
  }
  if (typeof value !== 'string') {
    return false;
  }
  const text = isEncoded
    ? Buffer.from(value, 'base64').toString('utf8').trim()
    : value.trim();
  return (
    isPlaceholder(value) ||
    isStandIn(text) ||
    isReference(value) ||
    // In a hub every value of a Secret is a credential.
    !(isHub || looksLikeCredential(key, text))
  );
}

/** A reference that some tool resolves, with words around it. */
function isReference(value: string): boolean {
  return /<path:[^>]+>|\b(?:op|ref\+\w+):\/\/|^\s*\$[A-Z_][A-Z0-9_]*\s*$|\{\{|\{%/.test(
    value,
  );
}

/** Whether SOPS has encrypted the object: it leaves its own record beside the values. */
function isEncrypted({ sops }: Readonly<Record<string, unknown>>): boolean {
  return typeof sops === 'object' && sops !== null;
}

/** Values in a Secret's manifest. A list of them is one problem, for the first. */
function* inSecret(manifest: Manifest, isHub: boolean): Iterable<Problem> {
  if (manifest.group !== '' || manifest.kind !== 'Secret') {
    return;
  }
  if (isEncrypted(manifest.object)) {
    return;
  }
  for (const field of ['data', 'stringData']) {
    const [found] =
      Object.entries(fieldsOf(manifest.object[field])).find(
        ([key, value]) => !isHarmless(key, value, field === 'data', isHub),
      ) ?? [];
    if (found === undefined) {
      continue;
    }
    yield {
      manifest,
      path: [field, found],
      message: `a Secret's values stand in the manifest: write the Secret into the hub by hand or from a vault, and keep no value in a file`,
    };
  }
}

/** Template entries that are called like a credential and read none. */
function* inTemplates(input: RuleInput): Iterable<Problem> {
  for (const { writer, path, template } of input.templates) {
    const isData = path.at(-2) === 'data';
    if (!isData || !isCredentialKey(template.name)) {
      continue;
    }
    const { text } = template;
    if (isStandIn(text.trim())) {
      continue;
    }
    // A part of the value that another tool fills in is none in the file.
    if (isSubstituted(text)) {
      continue;
    }
    yield {
      manifest: writer.manifest,
      path,
      message: `${
        template.name
      } has a fixed value in the manifest: keep it in the store, fetch it with an entry of data, and write '{{ ${keyExpression(
        template.name,
      )} }}'`,
    };
  }
}

/**
 * Values of the operator's fake provider. Outside of a hub it is for tests, with
 * values that are not secret.
 */
function* inStores(input: RuleInput): Iterable<Problem> {
  for (const { manifest } of input.stores) {
    const { fake } = fieldsOf(fieldsOf(manifest.object.spec).provider);
    for (const [index, entry] of fieldsListOf(fieldsOf(fake).data).entries()) {
      const value = textOf(entry.value);
      if (!value || !(input.isHub || RANDOM.test(value))) {
        continue;
      }
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
        ...inSecret(manifest, input.isHub),
        ...(DOCUMENTATION.includes(manifest.kind) ? [] : recognised(manifest)),
      ]),
      ...inTemplates(input),
      ...inStores(input),
    ]) {
      const { manifest, path } = problem;
      const places = told.get(manifest) ?? new Set();
      if (places.has(JSON.stringify(path))) {
        continue;
      }
      told.set(manifest, places.add(JSON.stringify(path)));
      // A file that is none of the hub's and holds nothing for the operator
      // fails no run.
      const isTold = !input.isHub && input.origins.isBystander?.(manifest);
      yield isTold ? { ...problem, severity: 'note' } : problem;
    }
  },
};
