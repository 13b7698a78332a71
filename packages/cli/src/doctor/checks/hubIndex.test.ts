import {
  HUB_INDEX_HEAD_NAME,
  HUB_INDEX_LABEL,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  examined,
  FORBIDDEN,
  NOT_FOUND,
  ok,
} from '../__testUtils__/healthyHub';

const FOLDER = '/api/v1/namespaces/central-secrets-index';
const ACCOUNT = `${FOLDER}/serviceaccounts/central-secrets-hub-index`;
const HEAD = `${FOLDER}/configmaps/${HUB_INDEX_HEAD_NAME}`;
const NOW = Date.parse('2026-11-23T05:00:00Z');

function headOf(hubNamespace: string, observedAt: string) {
  return {
    ...ok({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: HUB_INDEX_HEAD_NAME,
        namespace: 'central-secrets-index',
        uid: 'u',
        resourceVersion: '1',
        creationTimestamp: '2026-11-23T04:00:00Z',
        labels: { [HUB_INDEX_LABEL]: 'true' },
      },
      data: { hubNamespace, observedAt },
    }),
    at: NOW,
  };
}

const scopeOf = (examination: Awaited<ReturnType<typeof examined>>) =>
  examination.examination.checks.find(({ check }) => check === 'hub-index')
    ?.scope;

describe('the check of the hub index', () => {
  it('finds nothing where no index is deployed, and asks for no rights of its account', async () => {
    const found = await examined(
      { [ACCOUNT]: NOT_FOUND },
      { identities: ['hub-index'] },
    );
    expect(found.codes).toEqual([]);
    expect(scopeOf(found)).toBe('not deployed');
    expect(
      found.examination.checks.find(({ check }) => check === 'rights')?.scope,
    ).toBe('0 rights of 0 identities');
  });

  it('asks for the rights of its account, where there is one', async () => {
    const found = await examined(
      {
        [ACCOUNT]: ok({}),
        '/apis/authorization.k8s.io/v1/subjectaccessreviews': ok({
          status: { allowed: false },
        }),
      },
      { identities: ['hub-index'] },
    );
    expect(
      found.examination.checks.find(({ check }) => check === 'rights')?.scope,
    ).toContain('1 identities');
  });

  it('finds nothing where the index was renewed', async () => {
    const found = await examined({
      [ACCOUNT]: ok({}),
      [HEAD]: headOf('central-secret-store', '2026-11-23T04:55:00Z'),
    });
    expect(found.codes).toEqual([]);
    expect(scopeOf(found)).toBe('its account and its age');
  });

  it.each([
    ['central-secret-store', '2026-11-23T04:49:00Z', 'hub-index-old'],
    ['default', '2026-11-23T04:59:00Z', 'hub-index-of-another'],
  ])('finds an index of %s of %s: %s', async (hub, observedAt, code) => {
    const found = await examined({
      [ACCOUNT]: ok({}),
      [HEAD]: headOf(hub, observedAt),
    });
    expect(found.codes).toEqual([code]);
  });

  it('says nothing about the age of an index that it may not read', async () => {
    const found = await examined({ [ACCOUNT]: ok({}), [HEAD]: FORBIDDEN });
    expect(found.codes).toEqual([]);
    expect(scopeOf(found)).toBe('its account');
  });
});
