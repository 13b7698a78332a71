import {
  centralSecretsClusterReadPermission,
  centralSecretsPlatformReadPermission,
  ClustersResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { authorize, whyNotPermitted } from '../authorization';
import { toClusterView, toOperatorView, toSkippedClusters } from '../wire';
import { audited } from './audited';
import { RouterOptions } from './options';

/**
 * `GET /v1/clusters`: how well each cluster is known now. Those who may see the
 * whole platform see its operator too, and need no other permission: the other
 * routes of the platform tell them the rest anyway.
 */
export function getClusters(options: RouterOptions): RequestHandler {
  const { auditor, httpAuth, permissions, inventory, clock } = options;
  return audited(
    auditor,
    () => ({ eventId: 'cluster-read', severityLevel: 'low', meta: {} }),
    async request => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const seesPlatform = !(await whyNotPermitted(
        permissions,
        { permission: centralSecretsPlatformReadPermission },
        credentials,
      ));
      if (!seesPlatform) {
        await authorize(
          permissions,
          { permission: centralSecretsClusterReadPermission },
          credentials,
        );
      }
      const body: ClustersResponse = {
        answeredAt: new Date(clock()).toISOString(),
        clusters: inventory.clusters().map(cluster => ({
          ...toClusterView(cluster),
          ...(seesPlatform && { operator: toOperatorView(cluster) }),
        })),
        ...toSkippedClusters(inventory),
      };
      return { body };
    },
  );
}
