import { refusalIn } from './refusal';

describe('refusalIn', () => {
  it('names the right that is lacking, in a namespace and everywhere', () => {
    const who = 'User "system:serviceaccount:external-secrets:store"';
    expect(
      refusalIn(
        `secrets "github-pat" is forbidden: ${who} cannot get resource "secrets" in API group "" in the namespace "hub"`,
      ).right,
    ).toEqual({
      user: 'system:serviceaccount:external-secrets:store',
      verb: 'get',
      resource: 'secrets',
      name: 'github-pat',
      namespace: 'hub',
    });
    expect(
      refusalIn(
        `pushsecrets.external-secrets.io is forbidden: ${who} cannot list resource "pushsecrets" in API group "external-secrets.io" at the cluster scope`,
      ).right,
    ).toEqual({
      user: 'system:serviceaccount:external-secrets:store',
      verb: 'list',
      resource: 'pushsecrets.external-secrets.io',
      name: undefined,
      namespace: undefined,
    });
  });

  it('names the webhook that gave no answer, and the quota that is used up', () => {
    expect(
      refusalIn(
        'Internal error occurred: failed calling webhook "validate.example.com": failed to call webhook: Post "https://w/?timeout=5s": connection refused',
      ),
    ).toMatchObject({ silentWebhook: 'validate.example.com' });
    expect(
      refusalIn(
        'secrets "t" is forbidden: exceeded quota: few, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0',
      ),
    ).toMatchObject({ quota: 'few' });
  });

  it('names nothing where nothing is named', () => {
    expect(refusalIn('secret "t" not found')).toEqual({});
  });
});
