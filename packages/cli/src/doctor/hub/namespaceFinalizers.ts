import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  distributionOfFinalizer,
  isNamespaceFinalizer,
  isOwnedBy,
  isShortenedFinalizer,
  DistributionRecord,
  ExternalSecretRecord,
  NamespaceRecord,
  isSelected,
  selectorsProblem,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * One finalizer of the operator on one namespace. `left`: the operator will
 * never remove it (upstream issue 6677: the operator forgets it when a
 * namespace is no longer selected), and deleting the namespace hangs. `needed`:
 * the operator may still clean up by it.
 */
export interface NamespaceFinalizerVerdict {
  readonly namespace: string;
  readonly distribution: string;
  readonly finalizer: string;
  /** Whether the namespace is being deleted, so that it hangs now. */
  readonly terminating: boolean;
  readonly verdict: 'left' | 'needed';
  /** The reason, as a sentence without its end. */
  readonly reason: string;
}

/** The facts that decide about a namespace's finalizers. */
export interface NamespaceFinalizersInput {
  readonly namespace: NamespaceRecord;
  /** Every ClusterExternalSecret, by name. */
  readonly distributions: ReadonlyMap<string, DistributionRecord>;
  /** Namespaces that a ClusterExternalSecret's status still lists as provisioned, by its name. */
  readonly provisioned: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every ExternalSecret of the namespace. */
  readonly externalSecrets: readonly ExternalSecretRecord[];
}

/**
 * Why the operator may still need the finalizer; undefined where no reason was
 * found.
 */
function reasonToKeep(
  distributionName: string,
  input: NamespaceFinalizersInput,
): string | undefined {
  const { namespace, distributions, provisioned, externalSecrets } = input;
  const copy = externalSecrets.find(externalSecret =>
    isOwnedBy(externalSecret, { name: distributionName }),
  );
  if (copy) {
    return `its copy ${copy.name} is still there: remove the label that selects the namespace, and let the operator remove the copy`;
  }
  const distribution = distributions.get(distributionName);
  if (!distribution) {
    return undefined;
  }
  if (distribution.deletedAt !== undefined) {
    return 'the distribution is being deleted, and the operator removes the finalizer with it';
  }
  const problem = selectorsProblem(distribution.selectors);
  if (problem) {
    return `the distribution's selectors are invalid, so the operator leaves everything as it was (${renderMessage(
      problem,
    )}): correct them first`;
  }
  if (isSelected(distribution, namespace)) {
    return 'the distribution still selects the namespace: remove the label first';
  }
  if (provisioned.get(distributionName)?.has(namespace.name)) {
    return 'the distribution still lists the namespace as provisioned: the operator has not reconciled it since';
  }
  return undefined;
}

/** The distributions that a finalizer may stand for; several where their long names begin alike. */
function distributionsOf(
  finalizer: string,
  { distributions, externalSecrets }: NamespaceFinalizersInput,
): string[] {
  const owners = externalSecrets.flatMap(({ owner }) => owner?.name ?? []);
  const long = [...distributions.keys(), ...owners].filter(name =>
    isShortenedFinalizer(finalizer, name),
  );
  return long.length > 0 ? long : [distributionOfFinalizer(finalizer)];
}

/**
 * Judges each finalizer of the operator on a namespace. A `left` finalizer is
 * so provably: no distribution of that name selects the namespace or still
 * lists it, and no copy of it is there.
 */
export function judgeNamespaceFinalizers(
  input: NamespaceFinalizersInput,
): NamespaceFinalizerVerdict[] {
  const { namespace, distributions } = input;
  return namespace.finalizers.filter(isNamespaceFinalizer).map(finalizer => {
    const verdicts = distributionsOf(finalizer, input).map(name => ({
      distribution: name,
      keep: reasonToKeep(name, input),
    }));
    const { distribution, keep } =
      verdicts.find(verdict => verdict.keep !== undefined) ?? verdicts[0];
    return {
      namespace: namespace.name,
      distribution,
      finalizer,
      terminating: namespace.deletedAt !== undefined,
      verdict: keep ? 'needed' : 'left',
      reason:
        keep ??
        (distributions.has(distribution)
          ? `the distribution ${distribution} no longer selects the namespace, and no copy of it is there`
          : `there is no distribution ${distribution}, and no copy of it is there`),
    };
  });
}

/** One step of a JSON patch (RFC 6902). */
export interface JsonPatchStep {
  readonly op: 'test' | 'remove';
  readonly path: string;
  readonly value?: string;
}

/**
 * The patch that removes finalizers from a namespace, and changes nothing else:
 * it fails where the namespace has changed since, or one of them has another
 * position.
 *
 * @throws Error where the namespace does not carry one of them
 */
export function finalizerPatch(
  namespace: NamespaceRecord,
  finalizers: readonly string[],
): JsonPatchStep[] {
  const indexes = finalizers.map(finalizer => {
    const index = namespace.finalizers.indexOf(finalizer);
    if (index < 0) {
      throw new Error(
        `Namespace ${namespace.name} does not have the finalizer ${finalizer}`,
      );
    }
    return index;
  });
  return [
    {
      op: 'test',
      path: '/metadata/resourceVersion',
      value: namespace.resourceVersion,
    },
    // From the last one on: a removal moves the later ones.
    ...indexes
      .sort((a, b) => b - a)
      .flatMap((index): JsonPatchStep[] => [
        {
          op: 'test',
          path: `/metadata/finalizers/${index}`,
          value: namespace.finalizers[index],
        },
        { op: 'remove', path: `/metadata/finalizers/${index}` },
      ]),
  ];
}
