import {
  coreServices,
  createBackendModule,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { centralSecretsPlatformReadPermission } from '@central-secrets/backstage-plugin-central-secrets-common';

const PLATFORM_TEAM = 'group:default/platform-team';

/** Everything is allowed, but to see every team's deliveries: that is the platform team's. */
export class ExamplePolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;
  readonly #platformReaders: readonly string[];

  /** @param platformReaders - Who counts as the platform team: groups and users, as entity refs. */
  constructor(
    userInfo: UserInfoService,
    platformReaders: readonly string[] = [PLATFORM_TEAM],
  ) {
    this.#userInfo = userInfo;
    this.#platformReaders = platformReaders;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (permission.name !== centralSecretsPlatformReadPermission.name) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      user.credentials,
    );
    return {
      result: ownershipEntityRefs.some(ref =>
        this.#platformReaders.includes(ref),
      )
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    };
  }
}

/** The permissions of users in the Backstage of this repository. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-policy',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
        config: coreServices.rootConfig,
      },
      async init({ policy, userInfo, config }) {
        policy.setPolicy(
          new ExamplePolicy(
            userInfo,
            config.getOptionalStringArray('examplePolicy.platformReaders'),
          ),
        );
      },
    });
  },
});
