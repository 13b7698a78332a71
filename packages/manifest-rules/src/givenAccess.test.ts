import { DEFAULT_HUB_ACCESS } from './admission/defaultHubAccess';
import { givenAccess } from './givenAccess';
import { manifestOf } from './manifest';
import { DEFAULT_RULE_SETTINGS } from './settings';

const named = (kind: string, apiVersion: string, name: string) =>
  manifestOf({
    apiVersion,
    kind,
    metadata: { name, namespace: 'central-secrets' },
    data: { 'protected-namespaces': 'vault' },
  })!;
const given = (...manifests: ReturnType<typeof named>[]) =>
  givenAccess(manifests, DEFAULT_RULE_SETTINGS);

describe('the access that the hub gives', () => {
  it('is what its ConfigMap says', () => {
    const { access, isGiven } = given(
      named('ConfigMap', 'v1', 'central-secrets-access'),
    );
    expect(isGiven).toBe(true);
    expect(access.protectedNamespaces).toEqual(['vault']);
  });

  it.each([
    ['Secret', 'v1', 'central-secrets-access'],
    ['ConfigMap', 'example.org/v1', 'central-secrets-access'],
    ['ConfigMap', 'v1', 'access'],
  ])('is the usual one beside a %s of %s named %s', (...other) => {
    expect(given(named(...other))).toEqual({
      access: {
        ...DEFAULT_HUB_ACCESS,
        protectedNamespaces: DEFAULT_RULE_SETTINGS.protectedNamespaces,
      },
      isGiven: false,
    });
  });
});
