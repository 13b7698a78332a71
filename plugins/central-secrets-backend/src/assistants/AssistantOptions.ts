import { AuditorService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DeliveryService } from '../deliveries';
import { RequestService, RightsOptions } from '../requests';
import { UserLimits } from '../userLimits';

/** All that the actions stand on: the same services as the routes. */
export interface AssistantOptions extends RightsOptions {
  readonly actionsRegistry: ActionsRegistryService;
  readonly auditor: AuditorService;
  readonly catalog: CatalogService;
  readonly deliveryService: Pick<
    DeliveryService,
    'availableOf' | 'deliveriesOf'
  >;
  readonly requestService: Pick<RequestService, 'create'>;
  readonly userLimits: UserLimits;
}
