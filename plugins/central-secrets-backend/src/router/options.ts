import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ChainService } from '../chains';
import { DeliveryService } from '../deliveries';
import { DistributionService } from '../distributions';
import { Inventory } from '../inventory';
import { LiveUpdates, Viewers } from '../signals';
import { RequestService, RightsOptions } from '../requests';
import { UsageService } from '../consumers';
import { UserLimits } from '../userLimits';

/** All that the routes stand on. */
export interface RouterOptions extends RightsOptions {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly catalog: CatalogService;
  readonly inventory: Inventory;
  readonly deliveryService: Pick<
    DeliveryService,
    'availableOf' | 'deliveriesOf'
  >;
  readonly distributionService: Pick<
    DistributionService,
    'list' | 'get' | 'stores'
  >;
  readonly chainService: Pick<ChainService, 'list' | 'ofEntity'>;
  readonly liveUpdates: Pick<LiveUpdates, 'viewed'>;
  readonly platformUpdates: Pick<Viewers, 'viewed'>;
  readonly usageService: Pick<UsageService, 'usageOf'>;
  readonly requestService: Pick<RequestService, 'create'>;
  readonly userLimits: UserLimits;
  readonly clock: () => number;
}
