import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { entity } from '../__testUtils__/shop';
import { RequestOptions } from './config';
import { requireRights, rightsOf, RightsOptions } from './rights';

const OWNED_BY_NONE: Entity = { ...entity, relations: [], spec: {} };
const OWNERS = ['group:default/shop-team'];

function optionsOf(
  change: Partial<RequestOptions>,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
  ownershipEntityRefs: string[],
): RightsOptions {
  return {
    auth: mockServices.auth(),
    permissions: mockServices.permissions.mock({
      authorize: async requests => requests.map(() => ({ result })),
    }),
    userInfo: mockServices.userInfo({ ownershipEntityRefs }),
    requests: {
      mode: 'cluster',
      allowedLabels: ['secrets/*'],
      requireOwnership: true,
      maxPerMinute: 60,
      protectedNamespaces: [],
      ...change,
    },
  };
}

const { ALLOW, DENY } = AuthorizeResult;

describe('a user who may request nothing', () => {
  it.each<
    [string, Entity, RightsOptions, string, Record<string, unknown>, string]
  >([
    [
      'lacks the permission',
      entity,
      optionsOf({}, DENY, OWNERS),
      'permission-missing',
      {
        detail: 'for-entity',
        permission: 'central-secrets.request.create',
        entity: 'component:default/shop',
      },
      'NotAllowedError',
    ],
    [
      'is on a platform without requests',
      entity,
      optionsOf({ mode: 'disabled' }, ALLOW, OWNERS),
      'requests-disabled',
      {},
      'NotAllowedError',
    ],
    [
      'is on a platform with labels in Git',
      entity,
      optionsOf({ mode: 'gitops' }, ALLOW, OWNERS),
      'requests-in-git',
      {},
      'NotImplementedError',
    ],
    [
      'does not own the entity',
      entity,
      optionsOf({}, ALLOW, ['group:default/others']),
      'not-an-owner',
      { entity: 'component:default/shop', owners: OWNERS },
      'NotAllowedError',
    ],
    [
      'finds an entity without an owner',
      OWNED_BY_NONE,
      optionsOf({}, ALLOW, OWNERS),
      'no-owner',
      { entity: 'component:default/shop' },
      'NotAllowedError',
    ],
  ])(
    '%s: the answer has a code, and a request fails with the same text',
    async (_case, asked, options, code, parameters, name) => {
      const credentials = mockCredentials.user();
      const { refusal } = await rightsOf(asked, credentials, options);
      expect(refusal).toEqual({ code, parameters });
      await expect(
        requireRights(asked, credentials, options),
      ).rejects.toMatchObject({ name, message: renderMessage(refusal!) });
    },
  );

  it('is a service: the answer says that only a user can request', async () => {
    const options = optionsOf({}, ALLOW, OWNERS);
    expect(
      await rightsOf(entity, mockCredentials.service(), options),
    ).toMatchObject({ refusal: { code: 'not-a-user', parameters: {} } });
  });
});

describe('a user who may request', () => {
  it('asks in the name of the owners that they belong to', async () => {
    const options = optionsOf({}, ALLOW, [...OWNERS, 'user:default/jane']);
    const rights = await rightsOf(entity, mockCredentials.user(), options);
    expect(rights.refusal).toBeUndefined();
    expect(rights.owners).toEqual(OWNERS);
  });
});
