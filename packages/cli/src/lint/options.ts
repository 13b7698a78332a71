import { parseArgs } from 'node:util';
import {
  DEFAULT_RULE_SETTINGS,
  RuleSettings,
} from '@central-secrets/manifest-rules';

export const FORMATS = ['human', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export interface LintOptions {
  /** Files, folders, and "-" for standard input. */
  readonly paths: readonly string[];
  readonly format: Format;
  /** More warnings than this are as bad as an error; undefined: any number is fine. */
  readonly maxWarnings?: number;
  readonly settings: RuleSettings;
}

const { protectedNamespaces, requestLabels, secretLabels, expectedNamespaces } =
  DEFAULT_RULE_SETTINGS;

export const LINT_HELP: readonly string[] =
  `Usage: central-secrets lint [options] <file | folder | ->...

Checks the manifests of External Secrets Operator in files, in folders (every
.yaml, .yml and .json below them) and on standard input (-).

  --format human|json|sarif       how to tell what was found (default: human)
  --max-warnings <number>         exit with 1 at more warnings than this
  --strict                        the same as --max-warnings 0
  --complete                      the input holds all stores and namespaces there are
  --expected-namespaces <number>  how many namespaces each distribution may reach
                                  (default: ${expectedNamespaces})
  --protected-namespaces <names>  comma-separated; no distribution may select them
                                  (default: ${protectedNamespaces.join(',')})
  --request-labels <patterns>     comma-separated; labels that requests may set
                                  (default: ${requestLabels.join(',')})
  --secret-labels <keys>          comma-separated; labels of every Secret
                                  (default: ${secretLabels.join(',')})
  --help                          this text

Exit codes: 0 no errors, 1 errors (or too many warnings), 2 wrong usage or
input that cannot be read.`.split('\n');

function numberOf(option: string, text: string | undefined) {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) {
    throw new TypeError(
      `--${option} takes a whole number such as 10, and not "${text}"`,
    );
  }
  return Number(text);
}

function listOf(text: string | undefined) {
  return text
    ?.split(',')
    .map(entry => entry.trim())
    .filter(Boolean);
}

/** Reads the options of `lint`; reports a mistake in one sentence. */
export function readLintOptions(
  args: readonly string[],
): LintOptions | { readonly help: true } | { readonly mistake: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        complete: { type: 'boolean' },
        'expected-namespaces': { type: 'string' },
        format: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'max-warnings': { type: 'string' },
        'protected-namespaces': { type: 'string' },
        'request-labels': { type: 'string' },
        'secret-labels': { type: 'string' },
        strict: { type: 'boolean' },
      },
    });
    if (values.help) return { help: true };
    const format = FORMATS.find(name => name === (values.format ?? 'human'));
    if (!format) {
      return {
        mistake: `there is no format "${values.format}": use ${FORMATS.join(
          ', ',
        )}`,
      };
    }
    if (positionals.length === 0) {
      return { mistake: 'name a file, a folder, or - for standard input' };
    }
    return {
      paths: positionals,
      format,
      maxWarnings: values.strict
        ? 0
        : numberOf('max-warnings', values['max-warnings']),
      settings: {
        protectedNamespaces:
          listOf(values['protected-namespaces']) ?? protectedNamespaces,
        requestLabels: listOf(values['request-labels']) ?? requestLabels,
        secretLabels: listOf(values['secret-labels']) ?? secretLabels,
        expectedNamespaces:
          numberOf('expected-namespaces', values['expected-namespaces']) ??
          expectedNamespaces,
        complete: values.complete ?? false,
      },
    };
  } catch (error) {
    // parseArgs and numberOf say what is wrong in their first sentence.
    return { mistake: String((error as Error).message).split('. ')[0] };
  }
}
