import {
  fieldsListOf,
  fieldsOf,
  goExpression,
  onceFor,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest } from '../manifest';
import { Path } from '../path';
import { pushesOf } from '../pushes';
import { RuleInput, Store } from '../RuleInput';
import { Rule } from '../rule';

interface Expression {
  readonly manifest: Manifest;
  readonly path: Path;
  readonly source: unknown;
}

function* inRewrites(
  manifest: Manifest,
  entry: Readonly<Record<string, unknown>>,
  path: Path,
): Iterable<Expression> {
  for (const [index, rewrite] of fieldsListOf(entry.rewrite).entries()) {
    yield {
      manifest,
      path: [...path, 'rewrite', index, 'regexp', 'source'],
      source: fieldsOf(rewrite.regexp).source,
    };
  }
}

function isInvalid({ source }: Expression): boolean {
  const text = textOf(source);
  return !!text && !goExpression(text);
}

/** Those of the stores that Go cannot compile: asked again for every distribution of a cluster. */
const inStores: (stores: readonly Store[]) => readonly Expression[] = onceFor(
  stores => {
    const found: Expression[] = [];
    for (const { manifest } of stores) {
      const { conditions } = fieldsOf(manifest.object.spec);
      for (const [index, entry] of fieldsListOf(conditions).entries()) {
        const { namespaceRegexes } = entry;
        if (!Array.isArray(namespaceRegexes)) {
          continue;
        }
        for (const [number, source] of namespaceRegexes.entries()) {
          found.push({
            manifest,
            path: ['spec', 'conditions', index, 'namespaceRegexes', number],
            source,
          });
        }
      }
    }
    return found.filter(isInvalid);
  },
);

function* expressions(input: RuleInput): Iterable<Expression> {
  for (const { manifest, spec, specPath } of input.writers) {
    for (const [index, entry] of fieldsListOf(spec.dataFrom).entries()) {
      const path = [...specPath, 'dataFrom', index];
      yield {
        manifest,
        path: [...path, 'find', 'name', 'regexp'],
        source: fieldsOf(fieldsOf(entry.find).name).regexp,
      };
      yield* inRewrites(manifest, entry, path);
    }
  }
  yield* inStores(input.stores);
  for (const { manifest, spec, path } of pushesOf(input)) {
    for (const [index, entry] of fieldsListOf(spec.dataTo).entries()) {
      const at = [...path, 'dataTo', index];
      yield {
        manifest,
        path: [...at, 'match', 'regexp'],
        source: fieldsOf(entry.match).regexp,
      };
      yield* inRewrites(manifest, entry, at);
    }
  }
}

export const regexpInvalid: Rule = {
  code: 'regexp-invalid',
  severity: 'error',
  summary: 'Go can compile every regular expression (RE2: no look-ahead).',
  *check(input) {
    for (const expression of expressions(input)) {
      if (!isInvalid(expression)) {
        continue;
      }
      const { manifest, path, source } = expression;
      yield {
        manifest,
        path,
        message: /\(\?[=!<]/.test(String(source))
          ? 'the operator cannot compile the regular expression: Go has no look-ahead and no look-behind, so write what is to match'
          : 'the operator cannot compile the regular expression: close every bracket, and escape those that stand for themselves',
      };
    }
  },
};
