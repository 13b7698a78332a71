import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  centralSecretsDeliveryReadPermission,
  centralSecretsPlatformReadPermission,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ExamplePolicy } from './permissionPolicy';

const TEAM = 'group:default/platform-team';

/** Returns the policy's decision for a user of these groups, or for no user. */
async function decision(
  permission: { name: string },
  groups: readonly string[] | undefined,
  platformReaders?: readonly string[],
) {
  const info = {
    userEntityRef: 'user:default/petra',
    ownershipEntityRefs: ['user:default/petra', ...(groups ?? [])],
  };
  const policy = new ExamplePolicy(
    mockServices.userInfo(info),
    platformReaders,
  );
  const user = groups && { credentials: mockCredentials.user(), info };
  const { result } = await policy.handle(
    { permission: permission as never },
    user as never,
  );
  return result;
}

describe('the policy of the example', () => {
  it.each([
    [AuthorizeResult.ALLOW, 'the platform team', [TEAM]],
    [AuthorizeResult.DENY, 'another team', ['group:default/shop-team']],
    [AuthorizeResult.DENY, 'nobody', undefined],
  ])(
    'says %s to %s that wants to see every team',
    async (result, _, groups) => {
      expect(await decision(centralSecretsPlatformReadPermission, groups)).toBe(
        result,
      );
    },
  );

  it('takes for the platform team whom the configuration names', async () => {
    const readers = ['user:default/petra'];
    const permission = centralSecretsPlatformReadPermission;
    expect(await decision(permission, [], readers)).toBe(AuthorizeResult.ALLOW);
    expect(await decision(permission, [TEAM], [TEAM])).toBe(
      AuthorizeResult.ALLOW,
    );
    expect(await decision(permission, [], ['user:default/guest'])).toBe(
      AuthorizeResult.DENY,
    );
  });

  it('allows everything else', async () => {
    for (const groups of [['group:default/shop-team'], undefined]) {
      expect(await decision(centralSecretsDeliveryReadPermission, groups)).toBe(
        AuthorizeResult.ALLOW,
      );
    }
  });
});
