import { parseArgs } from 'node:util';
import { Scope } from './scope';
import { readSince, Since } from './since';

const OUTPUTS = ['text', 'json'] as const;

const DEFAULT_TIMEOUT = '5m';
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Backstage instead of a cluster. */
export interface BackstageOptions {
  readonly url: string;
  /** The file with the token; undefined: the variable. */
  readonly tokenFile?: string;
  readonly tokenVariable: string;
  /** The entity whose deliveries are meant; a distribution needs none. */
  readonly entity?: string;
  /** As Backstage names it; undefined: the only one. */
  readonly cluster?: string;
}

export interface WaitCommandOptions {
  /** undefined: everything that the entity gets. */
  readonly scope?: Scope;
  readonly since: Since;
  readonly refresh: boolean;
  readonly limitMs: number;
  readonly output: (typeof OUTPUTS)[number];
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly backstage?: BackstageOptions;
}

export const WAIT_HELP: readonly string[] =
  `Usage: central-secrets wait <deliveries> [options]

Waits until deliveries are synced, from their current spec, by a sync that began
after a trigger. Changes nothing without --refresh.

Deliveries, one of:

  --delivery <namespace>/<name>  the distribution or ExternalSecret of that name
  --namespace <name>             every delivery of the namespace
  --distribution <name>          the distribution, in every namespace it selects

Options:

  --since now                    the trigger: the start of this command (default)
  --since <time>                 RFC 3339, by the clock of this machine
  --since generation=<number>    this generation of the ExternalSecret or a newer
                                 one; 1 accepts every sync of the current spec
  --refresh                      asks the operator to sync now, and waits for that
                                 sync. A distribution is refreshed in every
                                 namespace
  --timeout <duration>           such as 90s, 5m, 1h (default: ${DEFAULT_TIMEOUT})
  --output text|json             (default: text)
  --kubeconfig <file>            default: KUBECONFIG, ~/.kube/config, then the
                                 service account of the pod
  --context <name>               default: the current one
  --help                         this text

Backstage instead of a cluster; --refresh and generations need a cluster:

  --backstage <url>              such as https://backstage.example.com
  --token-file <file>            a file with a Backstage token
  --token-env <variable>         default: BACKSTAGE_TOKEN
  --entity <ref>                 the entity whose namespaces are meant; without
                                 --delivery and --namespace, everything it gets
  --cluster <name>               default: the only one

Exit codes: 0 done, 1 failed (a person must act), 2 wrong usage, 3 timed out,
4 unknown (no answer, or not permitted), 5 no namespace or delivery is selected.`.split(
    '\n',
  );

class Mistake extends Error {}

/** Reads the options of `wait`; reports a mistake in one sentence. */
export function readWaitOptions(
  args: readonly string[],
  now: number,
): WaitCommandOptions | { readonly help: true } | { readonly mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        backstage: { type: 'string' },
        cluster: { type: 'string' },
        context: { type: 'string' },
        delivery: { type: 'string' },
        distribution: { type: 'string' },
        entity: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        kubeconfig: { type: 'string' },
        namespace: { type: 'string' },
        output: { type: 'string' },
        refresh: { type: 'boolean' },
        since: { type: 'string' },
        timeout: { type: 'string' },
        'token-env': { type: 'string' },
        'token-file': { type: 'string' },
      },
    });
    if (values.help) {
      return { help: true };
    }
    const backstage = backstageOf(values);
    const options: WaitCommandOptions = {
      scope: scopeOf(values),
      since: sinceOf(values.since ?? 'now', now),
      refresh: values.refresh ?? false,
      limitMs: durationOf(values.timeout ?? DEFAULT_TIMEOUT),
      output: outputOf(values.output ?? 'text'),
      kubeconfig: values.kubeconfig,
      context: values.context,
      backstage,
    };
    checkTogether(options);
    return options;
  } catch (error) {
    // The first sentence of an error from parseArgs names the mistake.
    const { message } = error as Error;
    return {
      mistake: error instanceof Mistake ? message : message.split('. ')[0],
    };
  }
}

function scopeOf(values: {
  delivery?: string;
  namespace?: string;
  distribution?: string;
}): Scope | undefined {
  const { delivery, namespace, distribution } = values;
  if ([delivery, namespace, distribution].filter(Boolean).length > 1) {
    throw new Mistake(
      'use only one of --delivery, --namespace and --distribution',
    );
  }
  if (delivery) {
    const [, inNamespace, name] = /^([^/]+)\/([^/]+)$/.exec(delivery) ?? [];
    if (!name) {
      throw new Mistake(
        `--delivery takes <namespace>/<name>, and not "${delivery}"`,
      );
    }
    return { kind: 'delivery', namespace: inNamespace, name };
  }
  if (namespace) {
    return { kind: 'namespace', namespace };
  }
  return distribution
    ? { kind: 'distribution', name: distribution }
    : undefined;
}

function sinceOf(text: string, now: number): Since {
  const since = readSince(text);
  if (!since) {
    throw new Mistake(
      `--since takes now, a time such as 2026-11-23T05:00:00Z, or generation=<number>, and not "${text}"`,
    );
  }
  if (since.kind === 'time' && Date.parse(since.text) > now) {
    throw new Mistake(
      `--since ${since.text} is in the future: this machine has ${new Date(
        now,
      ).toISOString()}`,
    );
  }
  return since;
}

function durationOf(text: string): number {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(text) ?? [];
  if (!unit) {
    throw new Mistake(
      `--timeout takes a duration such as 90s, 5m or 1h, and not "${text}"`,
    );
  }
  return Number(amount) * UNIT_MS[unit];
}

function outputOf(text: string): (typeof OUTPUTS)[number] {
  const output = OUTPUTS.find(each => each === text);
  if (!output) {
    throw new Mistake(
      `there is no output "${text}": use ${OUTPUTS.join(', ')}`,
    );
  }
  return output;
}

function backstageOf(values: {
  backstage?: string;
  cluster?: string;
  entity?: string;
  'token-env'?: string;
  'token-file'?: string;
}): BackstageOptions | undefined {
  const { backstage: url, cluster, entity } = values;
  if (!url) {
    const alone = (
      ['cluster', 'entity', 'token-env', 'token-file'] as const
    ).find(option => values[option] !== undefined);
    if (alone) {
      throw new Mistake(`--${alone} has no effect without --backstage`);
    }
    return undefined;
  }
  if (!URL.canParse(url)) {
    throw new Mistake(`--backstage takes a URL, and not "${url}"`);
  }
  return {
    url,
    cluster,
    entity,
    tokenFile: values['token-file'],
    tokenVariable: values['token-env'] ?? 'BACKSTAGE_TOKEN',
  };
}

/** What only a cluster, or only Backstage, can do. */
function checkTogether(options: WaitCommandOptions): void {
  const { scope, since, refresh, backstage, kubeconfig, context } = options;
  if (!backstage) {
    if (!scope) {
      throw new Mistake('name --delivery, --namespace or --distribution');
    }
    return;
  }
  if (kubeconfig !== undefined || context !== undefined) {
    throw new Mistake('use either a kubeconfig or --backstage');
  }
  if (refresh) {
    throw new Mistake('--refresh needs a cluster, and not --backstage');
  }
  if (since.kind === 'generation') {
    throw new Mistake(
      '--since generation=<number> needs a cluster, and not --backstage',
    );
  }
  if (scope?.kind !== 'distribution' && !backstage.entity) {
    throw new Mistake(
      '--backstage needs --distribution, or --entity with the entity whose namespaces are meant',
    );
  }
}
