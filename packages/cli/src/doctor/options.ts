import { parseArgs } from 'node:util';
import {
  DEFAULT_HUB_NAMES,
  HUB_IDENTITIES,
  HubIdentity,
  HubNames,
  isOperatorVersion,
  NEWEST_OPERATOR,
  RightsSubject,
} from '@central-secrets/manifest-rules';

export const FORMATS = ['human', 'json'] as const;

export interface DoctorOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly format: (typeof FORMATS)[number];
  readonly names: HubNames;
  /** The identities whose rights are checked. */
  readonly identities: readonly HubIdentity[];
  /** Findings that the platform has reviewed and accepts, as `code:about`. */
  readonly accepted: readonly string[];
  /** The operator's version, where it cannot be read. */
  readonly operatorVersion?: string;
  /**
   * Whether to remove leftover finalizers; `dry-run` only asks the API server.
   */
  readonly fix?: 'dry-run' | 'apply';
}

const KEYS: Readonly<
  Record<HubIdentity, Exclude<keyof HubNames, 'hubNamespace'>>
> = {
  operator: 'operator',
  store: 'store',
  reader: 'reader',
  writer: 'writer',
  'hub-index': 'hubIndex',
  'hub-owners': 'hubOwners',
  auditors: 'auditors',
};

/**
 * A subject in the form of the options: `serviceaccount:namespace/name`,
 * `user:name`, `group:name`.
 */
function written(subject: RightsSubject): string {
  return subject.kind === 'ServiceAccount'
    ? `serviceaccount:${subject.namespace}/${subject.name}`
    : `${subject.kind.toLowerCase()}:${subject.name}`;
}

const IDENTITY_HELP = HUB_IDENTITIES.map(
  identity =>
    `  ${`--${identity} <who>`.padEnd(30)}${written(
      DEFAULT_HUB_NAMES[KEYS[identity]],
    )}`,
).join('\n');

export const DOCTOR_HELP: readonly string[] =
  `Usage: central-secrets doctor [options]

Examines the hub of central secrets on a cluster: the operator's API, the
admission policies, the identities that they trust, the stores, objects of
teams that the policies refuse, the operator, the rights of each identity, and
finalizers that the operator has left on namespaces. Changes nothing without
--fix --yes.

  --kubeconfig <file>           default: KUBECONFIG, then ~/.kube/config
  --context <name>              default: the current one
  --format human|json           format of the report (default: human)
  --fix                         shows which leftover finalizers can be removed,
                                and asks the API server for a dry run
  --fix --yes                   removes them, after the dry run
  --hub-namespace <name>        default: ${DEFAULT_HUB_NAMES.hubNamespace}
  --operator-version <version>  such as 2.9.0, where its Deployment cannot be read
                                (default: the least that its API shows)
  --accept <code>:<about>       a finding that a hub owner has reviewed, such as
                                "store-refused:SecretStore platform/vault"; it is
                                reported as a notice. Can be repeated
  --help                        this text

Identities whose rights are checked; <who> is serviceaccount:<namespace>/<name>,
user:<name>, group:<name>, or none (do not check):

${IDENTITY_HELP}

Exit codes: 0 no problem, 1 at least one problem, 2 wrong usage, or an object
could not be examined.`.split('\n');

function subjectOf(option: string, value: string): RightsSubject {
  const [, kind, rest] = /^(serviceaccount|user|group):(.+)$/.exec(value) ?? [];
  if (kind === 'serviceaccount') {
    const [, namespace, name] = /^([^/]+)\/([^/]+)$/.exec(rest) ?? [];
    if (name) {
      return { kind: 'ServiceAccount', namespace, name };
    }
  } else if (kind) {
    return { kind: kind === 'user' ? 'User' : 'Group', name: rest };
  }
  throw new TypeError(
    `--${option} takes serviceaccount:<namespace>/<name>, user:<name>, group:<name> or none, and not "${value}"`,
  );
}

/** Reads the options of `doctor`; reports a mistake in one sentence. */
export function readDoctorOptions(
  args: readonly string[],
): DoctorOptions | { readonly help: true } | { readonly mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kubeconfig: { type: 'string' },
        accept: { type: 'string', multiple: true },
        context: { type: 'string' },
        fix: { type: 'boolean' },
        format: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'hub-namespace': { type: 'string' },
        'operator-version': { type: 'string' },
        yes: { type: 'boolean' },
        operator: { type: 'string' },
        store: { type: 'string' },
        reader: { type: 'string' },
        writer: { type: 'string' },
        'hub-index': { type: 'string' },
        'hub-owners': { type: 'string' },
        auditors: { type: 'string' },
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
    if (values.yes && !values.fix) {
      return { mistake: '--yes has no effect without --fix' };
    }
    const accepted = values.accept ?? [];
    const malformed = accepted.find(each => !/^[a-z-]+:./.test(each));
    if (malformed !== undefined) {
      return {
        mistake: `--accept takes <code>:<about>, such as "store-refused:SecretStore platform/vault", and not "${malformed}"`,
      };
    }
    const operatorVersion = values['operator-version'];
    if (operatorVersion !== undefined && !isOperatorVersion(operatorVersion)) {
      return {
        mistake: `--operator-version takes a version such as ${NEWEST_OPERATOR}, and not "${operatorVersion}"`,
      };
    }
    const given = HUB_IDENTITIES.filter(
      identity => values[identity] && values[identity] !== 'none',
    );
    return {
      kubeconfig: values.kubeconfig,
      context: values.context,
      accepted,
      operatorVersion,
      format,
      names: {
        ...DEFAULT_HUB_NAMES,
        ...Object.fromEntries(
          given.map(identity => [
            KEYS[identity],
            subjectOf(identity, values[identity]!),
          ]),
        ),
        hubNamespace: values['hub-namespace'] ?? DEFAULT_HUB_NAMES.hubNamespace,
      },
      identities: HUB_IDENTITIES.filter(
        identity => values[identity] !== 'none',
      ),
      ...(values.fix ? { fix: values.yes ? 'apply' : 'dry-run' } : {}),
    };
  } catch (error) {
    // The first sentence of errors from parseArgs and subjectOf names the
    // mistake.
    return { mistake: String((error as Error).message).split('. ')[0] };
  }
}
