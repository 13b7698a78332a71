import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ExpectedRights, expectedRights } from './expectedRights';
import { HUB_IDENTITIES } from '@central-secrets/manifest-rules';
import { describeRight, requesterOf, Right, rightsOfEntry } from './rights';

const BASE = join(__dirname, '../../../../../deploy/base');

interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
  readonly resourceNames?: string[];
}

interface Granted {
  readonly rules: readonly Rule[];
  readonly namespace?: string;
  readonly subjects: readonly Record<string, string>[];
}

/** Every binding of deploy/base, with the rules that it gives. */
function grantedByDeploy(): Granted[] {
  const files = readdirSync(BASE, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.yaml'),
  );
  const objects = files
    .flatMap(name => parseAllDocuments(readFileSync(join(BASE, name), 'utf8')))
    .map(document => document.toJS())
    .filter(object => object?.metadata?.name);
  return objects
    .filter(({ kind }) => ['RoleBinding', 'ClusterRoleBinding'].includes(kind))
    .map(({ metadata, roleRef, subjects }) => ({
      rules: objects.find(
        ({ kind, metadata: { name, namespace } }) =>
          kind === roleRef.kind &&
          name === roleRef.name &&
          (kind === 'ClusterRole' || namespace === metadata.namespace),
      ).rules,
      namespace: metadata.namespace,
      subjects,
    }));
}

/**
 * Decides like the RBAC authorizer, for these rules, which have no wildcards.
 */
function isGranted(right: Right, granted: readonly Granted[]): boolean {
  return granted
    .filter(
      ({ namespace }) =>
        namespace === undefined || namespace === right.namespace,
    )
    .flatMap(({ rules }) => rules)
    .some(
      ({ apiGroups, resources, verbs, resourceNames }) =>
        apiGroups.includes(right.group) &&
        resources.includes(right.resource) &&
        verbs.includes(right.verb) &&
        (!resourceNames || resourceNames.includes(right.name ?? '')),
    );
}

describe('expectedRights', () => {
  const all = grantedByDeploy();
  const grantedTo = ({ subject }: ExpectedRights) =>
    all.filter(({ subjects }) =>
      subjects.some(
        ({ kind, name, namespace }) =>
          kind === subject.kind &&
          name === subject.name &&
          (subject.kind !== 'ServiceAccount' ||
            namespace === subject.namespace),
      ),
    );

  it('lists every identity once', () => {
    expect(expectedRights().map(({ identity }) => identity)).toEqual([
      ...HUB_IDENTITIES,
    ]);
  });

  it.each(expectedRights().map(each => [each.identity, each] as const))(
    'has no right of %s that is both needed and forbidden',
    (_, { needs, mustNot }) => {
      const forbidden = new Set(
        mustNot.flatMap(rightsOfEntry).map(describeRight),
      );
      const both = needs
        .flatMap(rightsOfEntry)
        .map(describeRight)
        .filter(right => forbidden.has(right));
      expect(both).toEqual([]);
    },
  );

  it.each(expectedRights().map(each => [each.identity, each] as const))(
    'agrees with the rights of %s in deploy/',
    (_, expected) => {
      const granted = grantedTo(expected);
      const lacking = expected.needs
        .flatMap(rightsOfEntry)
        .filter(right => !isGranted(right, granted));
      const excess = expected.mustNot
        .flatMap(rightsOfEntry)
        .filter(right => isGranted(right, granted));
      expect(lacking.map(describeRight)).toEqual([]);
      expect(excess.map(describeRight)).toEqual([]);
    },
  );
});

describe('requesterOf', () => {
  it('gives a service account the groups that Kubernetes gives it', () => {
    expect(
      requesterOf({ kind: 'ServiceAccount', namespace: 'a', name: 'b' }),
    ).toEqual({
      user: 'system:serviceaccount:a:b',
      groups: [
        'system:serviceaccounts',
        'system:serviceaccounts:a',
        'system:authenticated',
      ],
    });
  });
});
