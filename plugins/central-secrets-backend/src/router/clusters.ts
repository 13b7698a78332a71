import {
  centralSecretsClusterReadPermission,
  ClustersResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { authorize } from '../authorization';
import { toSkippedClusters, toClusterView } from '../wire';
import { audited } from './audited';
import { RouterOptions } from './options';

/** `GET /v1/clusters`: how well each cluster is known now. */
export function getClusters(options: RouterOptions): RequestHandler {
  const { auditor, httpAuth, permissions, inventory, clock } = options;
  return audited(
    auditor,
    () => ({ eventId: 'cluster-read', severityLevel: 'low', meta: {} }),
    async request => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      await authorize(
        permissions,
        { permission: centralSecretsClusterReadPermission },
        credentials,
      );
      const body: ClustersResponse = {
        answeredAt: new Date(clock()).toISOString(),
        clusters: inventory.clusters().map(cluster => toClusterView(cluster)),
        ...toSkippedClusters(inventory),
      };
      return { body };
    },
  );
}
