import { parseArgs } from 'node:util';
import { HUB_INDEX_NAMESPACE } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  DEFAULT_RULE_SETTINGS,
  isOperatorVersion,
  NEWEST_OPERATOR,
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
  /** Whether the input is said to be of one cluster. */
  readonly oneCluster: boolean;
  /** Folders of which kustomize makes the manifests. */
  readonly kustomize: readonly string[];
  /** Globs of folders, each of which is a cluster. */
  readonly each: readonly string[];
  /** Globs of files and folders to pass over. */
  readonly exclude: readonly string[];
  /** The cluster whose hub index says what the hub has; absent: none is asked. */
  readonly againstCluster?: {
    readonly kubeconfig?: string;
    readonly context?: string;
    readonly indexNamespace: string;
  };
  /** Whether files are changed by the fixes of findings, or only what would change is told. */
  readonly fix?: 'write' | 'dry-run';
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
  --kustomize <folder>            lint what kustomize build makes of it; repeatable
  --each <glob>                   each folder that it means is a cluster of its own,
                                  such as --each 'clusters/*'; repeatable
  --exclude <globs>               comma-separated; files and folders to pass over
  --against-cluster               compare what is fetched with the hub index of the
                                  cluster; --kubeconfig <file>, --context <name> and
                                  --index-namespace <name> say which
  --fix                           change the files where a finding has only one
                                  remedy, and tell what is left
  --dry-run                       with --fix: print the changes, and make none
  --hub                           the conventions of a hub hold (default: where the
                                  hub's own objects are among the input)
  --operator-version <version>    such as 2.9; judge by what that operator accepts
                                  (default: the newest that is known, ${NEWEST_OPERATOR})
  --gitops argocd                 note what Argo CD shows as OutOfSync
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
  if (text === undefined) {
    return undefined;
  }
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
        'against-cluster': { type: 'boolean' },
        complete: { type: 'boolean' },
        context: { type: 'string' },
        'dry-run': { type: 'boolean' },
        each: { type: 'string', multiple: true },
        exclude: { type: 'string', multiple: true },
        gitops: { type: 'string' },
        hub: { type: 'boolean' },
        'index-namespace': { type: 'string' },
        kubeconfig: { type: 'string' },
        kustomize: { type: 'string', multiple: true },
        'operator-version': { type: 'string' },
        'expected-namespaces': { type: 'string' },
        fix: { type: 'boolean' },
        format: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'max-warnings': { type: 'string' },
        'protected-namespaces': { type: 'string' },
        'request-labels': { type: 'string' },
        'secret-labels': { type: 'string' },
        strict: { type: 'boolean' },
      },
    });
    if (values.help) {
      return { help: true };
    }
    const format = FORMATS.find(name => name === (values.format ?? 'human'));
    if (!format) {
      return {
        mistake: `there is no format "${values.format}": use ${FORMATS.join(
          ', ',
        )}`,
      };
    }
    const gitops = values.gitops;
    if (gitops !== undefined && gitops !== 'argocd') {
      return { mistake: `--gitops takes argocd, and not "${gitops}"` };
    }
    const operatorVersion = values['operator-version'];
    if (operatorVersion !== undefined && !isOperatorVersion(operatorVersion)) {
      return {
        mistake: `--operator-version takes a version such as ${NEWEST_OPERATOR}, and not "${operatorVersion}"`,
      };
    }
    if (positionals.length === 0 && !values.each && !values.kustomize) {
      return { mistake: 'name a file, a folder, or - for standard input' };
    }
    const { kubeconfig, context } = values;
    const indexNamespace = values['index-namespace'];
    if (
      !values['against-cluster'] &&
      (kubeconfig ?? context ?? indexNamespace) !== undefined
    ) {
      return {
        mistake:
          '--kubeconfig, --context and --index-namespace go with --against-cluster',
      };
    }
    const dryRun = values['dry-run'];
    if (dryRun && !values.fix) {
      return { mistake: '--dry-run goes with --fix' };
    }
    if (values.fix && (positionals.includes('-') || values.kustomize)) {
      return {
        mistake:
          '--fix changes files: name files or folders, and neither - nor --kustomize',
      };
    }
    return {
      ...(values.fix ? { fix: dryRun ? 'dry-run' : 'write' } : {}),
      ...(values['against-cluster']
        ? {
            againstCluster: {
              kubeconfig,
              context,
              indexNamespace: indexNamespace ?? HUB_INDEX_NAMESPACE,
            },
          }
        : {}),
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
        // Where it is not said, the manifests tell.
        hub: values.hub ? true : undefined,
        operatorVersion,
        fromFiles: true,
        gitops,
      },
      oneCluster: false,
      each: values.each ?? [],
      kustomize: values.kustomize ?? [],
      exclude: (values.exclude ?? []).flatMap(globs => listOf(globs) ?? []),
    };
  } catch (error) {
    // parseArgs and numberOf say what is wrong in their first sentence.
    return { mistake: String((error as Error).message).split('. ')[0] };
  }
}
