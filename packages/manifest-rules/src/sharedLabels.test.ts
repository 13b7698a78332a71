import { manifestOf } from './manifest';
import { readManifests } from './input';
import { DEFAULT_RULE_SETTINGS } from './settings';
import { sharedLabels } from './sharedLabels';

const PLATFORM_ONLY = { 'central-secrets/self-service': 'false' };
const EVERYONE = { 'central-secrets/self-service': 'true' };
const only = (owners: string) => ({
  ...EVERYONE,
  'central-secrets/allowed-owners': owners,
});

function distribution(
  name: string,
  annotations: Record<string, string>,
  ...namespaceSelectors: object[]
) {
  return manifestOf({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: { name, annotations },
    spec: { namespaceSelectors },
  })!;
}

const matchLabels = (labels: Record<string, string>) => ({
  matchLabels: labels,
});
const label = (operator: string, values?: string[]) => ({
  matchExpressions: [{ key: 'secrets/a', operator, values }],
});

function found(...manifests: ReturnType<typeof distribution>[]) {
  const input = readManifests(manifests, DEFAULT_RULE_SETTINGS);
  return [...sharedLabels(input)].map(
    ({ writer, other, action }) =>
      `${action} ${writer.manifest.name} brings ${other.manifest.name}`,
  );
}

const A = matchLabels({ 'secrets/a': 'true' });

describe('sharedLabels', () => {
  it('finds what the label brings that is offered to fewer owners', () => {
    expect(
      found(
        distribution('all', EVERYONE, A),
        distribution('some', only('x,y'), A),
        distribution('one', only('group:default/x'), A),
        distribution('none', PLATFORM_ONLY, A),
        distribution(
          'misspelled',
          { ...EVERYONE, 'central-secrets/foo': '' },
          A,
        ),
      ),
    ).toEqual([
      'add all brings some',
      'add some brings one',
      'add one brings none',
    ]);
  });

  it('lets pass what can be asked for by another value', () => {
    expect(
      found(
        distribution('any', EVERYONE, label('Exists')),
        distribution('one', PLATFORM_ONLY, A),
      ),
    ).toEqual([]);
  });

  it('finds what every value brings', () => {
    expect(
      found(
        distribution('any', EVERYONE, label('Exists')),
        distribution('one', PLATFORM_ONLY, A),
        distribution('others', PLATFORM_ONLY, {
          matchExpressions: [
            ...label('Exists').matchExpressions,
            ...label('NotIn', ['true']).matchExpressions,
          ],
        }),
      ),
    ).toHaveLength(1);
  });

  it('finds what the removal brings', () => {
    expect(
      found(
        distribution('opt-in', EVERYONE, A),
        distribution('opt-out', PLATFORM_ONLY, label('NotIn', ['true'])),
      ),
    ).toEqual(['remove opt-in brings opt-out']);
  });

  it('finds what waits for the correction of its selector', () => {
    expect(
      found(
        distribution('good', EVERYONE, A),
        distribution('broken', PLATFORM_ONLY, A, label('Is')),
      ),
    ).toEqual(['add good brings broken']);
  });

  it('says nothing about a label that cannot be requested', () => {
    const byName = matchLabels({ 'kubernetes.io/metadata.name': 'a' });
    const misspelled = { ...EVERYONE, 'central-secrets/foo': '' };
    expect(
      found(
        distribution('by-name', EVERYONE, byName),
        distribution('of-the-platform', PLATFORM_ONLY, A),
        distribution('misspelled', misspelled, A),
      ),
    ).toEqual([]);
  });

  it('says nothing of labels that requests may not set', () => {
    const team = matchLabels({ team: 'a' });
    expect(
      found(
        distribution('one', EVERYONE, team),
        distribution('two', PLATFORM_ONLY, team),
      ),
    ).toEqual([]);
  });

  it('says nothing where requests may set only some of the labels', () => {
    const both = matchLabels({ 'secrets/a': 'true', team: 'a' });
    expect(
      found(
        distribution('one', EVERYONE, both),
        distribution('two', PLATFORM_ONLY, both),
      ),
    ).toEqual([]);
  });

  it('says nothing of what every namespace has without a request', () => {
    expect(
      found(
        distribution('opt-out', EVERYONE, label('DoesNotExist')),
        distribution('opt-in', PLATFORM_ONLY, label('Exists')),
      ),
    ).toEqual([]);
  });
});
