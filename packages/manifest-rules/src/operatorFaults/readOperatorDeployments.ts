import {
  Fields,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { KnownRelease } from './findOperatorFaults';
import { compareReleases, parseRelease } from './release';

const PUSH_FLAGS = [
  'enable-push-secret-reconciler',
  'enable-cluster-push-secret-reconciler',
];

/** A Deployment of the operator's controller, as far as it says something about the hub. @public */
export interface OperatorDeployment {
  readonly name: string;
  /** Such as `0.20.4`; absent: the tag of its image is not a release. */
  readonly version?: string;
  /** The flags of its push controllers that are on. */
  readonly pushFlagsOn: readonly string[];
  /** Whether it writes objects of any kind for an ExternalSecret. */
  readonly allowsGenericTargets: boolean;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The release in an image's tag; undefined where it has none. */
export function versionOf(image: unknown): string | undefined {
  return /^[^@]*:v?(\d+\.\d+\.\d+)(?:[-+@]|$)/.exec(String(image))?.[1];
}

/**
 * Returns the value of a flag of a Go program; the last one counts, and a flag
 * without a value is true.
 */
export function flagOf(
  args: readonly unknown[],
  name: string,
  otherwise: boolean,
): boolean {
  const flag = new RegExp(`^--?${name}(?:=(.*))?$`);
  const values = args.flatMap(arg => {
    const match = flag.exec(String(arg));
    if (!match) {
      return [];
    }
    return [match[1] === undefined || /^(?:1|t|true)$/i.test(match[1])];
  });
  return values.at(-1) ?? otherwise;
}

/** The operator's container: a service mesh adds others. */
function ownContainer(containers: readonly unknown[]): Fields | undefined {
  const all = containers.map(fieldsOf);
  return (
    all.find(({ image }) => String(image).includes('external-secrets')) ??
    all[0]
  );
}

/**
 * Reads the operator's Deployments: those that run under its account, unlike
 * the ones of its webhook and of its certificate controller.
 *
 * @param deployments - the objects of the operator's namespace
 * @param account - the name of the operator's service account
 *
 * @public
 */
export function readOperatorDeployments(
  deployments: readonly unknown[],
  account: string,
): OperatorDeployment[] {
  return deployments.flatMap(deployment => {
    const { metadata, spec } = fieldsOf(deployment);
    const pod = fieldsOf(fieldsOf(fieldsOf(spec).template).spec);
    const container = ownContainer(listOf(pod.containers));
    if (pod.serviceAccountName !== account || !container) {
      return [];
    }
    const args = [...listOf(container.command), ...listOf(container.args)];
    const version = versionOf(container.image);
    return [
      {
        name: textOf(fieldsOf(metadata).name) ?? '',
        ...(version !== undefined && { version }),
        pushFlagsOn: PUSH_FLAGS.filter(flag => flagOf(args, flag, true)),
        allowsGenericTargets: flagOf(
          args,
          'unsafe-allow-generic-targets',
          false,
        ),
      },
    ];
  });
}

/**
 * The oldest release of some Deployments, because each of them may write;
 * undefined where there is none, or the release of one is not known.
 *
 * @public
 */
export function oldestReleaseOf(
  deployments: readonly OperatorDeployment[],
): KnownRelease | undefined {
  let oldest: string | undefined;
  for (const { version } of deployments) {
    const release =
      version === undefined ? undefined : parseRelease(version, 0);
    if (!release) {
      return undefined;
    }
    if (
      oldest === undefined ||
      compareReleases(release, parseRelease(oldest, 0)!) < 0
    ) {
      oldest = version;
    }
  }
  return oldest === undefined ? undefined : { version: oldest };
}
