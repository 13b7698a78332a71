import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  clusterSecretStore,
  distribution,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory, FakeInventory } from './FakeClusterInventory';
import { FakeNamespaceWriter } from './FakeNamespaceWriter';
import { FakePullRequestHistory } from './FakePullRequestHistory';
import { FakeRequestHistory } from './FakeRequestHistory';
import { DeliveryService } from '../deliveries';
import {
  Proposals,
  rightsOf,
  RequestService,
  RequestServiceOptions,
} from '../requests';

export const NOW = Date.parse('2026-11-23T06:00:00Z');

/** The component that asks. */
export const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { 'backstage.io/kubernetes-namespace': 'shop' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
};

export const selfService = (
  name: string,
  annotations: Record<string, string> = {},
  spec: Record<string, never> | object = {},
) =>
  distribution(name, {
    metadata: {
      annotations: { 'central-secrets/self-service': 'true', ...annotations },
    },
    spec: spec as never,
  });

const registry = selfService('registry');

/** The namespace of the entity, which confirms the binding. */
export function shop(labels: Record<string, string> = {}): RawObject {
  return namespace('shop', {
    metadata: { labels: { 'backstage.io/kubernetes-id': 'shop', ...labels } },
  });
}

/** A request service over fakes: one cluster, one namespace, one distribution `registry`. */
export function setUpRequests(
  options: {
    now?: RawObject;
    objects?: RawObject[];
    writable?: boolean;
    result?: AuthorizeResult;
    groups?: string[];
    /** The label that says a namespace's environment. */
    environmentLabel?: string;
    /** The entity's annotations beside that of its namespace. */
    annotations?: Record<string, string>;
    change?: Partial<RequestServiceOptions>;
  } = {},
) {
  const present = options.now ?? shop();
  const cluster = new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [
      present,
      clusterSecretStore(),
      registry,
      ...(options.objects ?? []),
    ],
  });
  const writer = new FakeNamespaceWriter(present);
  const history = new FakeRequestHistory();
  const pullRequests = new FakePullRequestHistory();
  const asked: Entity = {
    ...ENTITY,
    metadata: {
      ...ENTITY.metadata,
      annotations: { ...ENTITY.metadata.annotations, ...options.annotations },
    },
  };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({
        result: options.result ?? AuthorizeResult.ALLOW,
      })) as never,
  });
  const logger = mockServices.logger.mock();
  let requests = 0;
  const serviceOptions: RequestServiceOptions = {
    auth: mockServices.auth(),
    permissions,
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: options.groups ?? [
        'user:default/mock',
        'group:default/shop-team',
      ],
    }),
    requests: {
      mode: 'cluster',
      allowedLabels: ['secrets/*'],
      requireOwnership: true,
      maxPerMinute: 60,
      protectedNamespaces: ['kube-system'],
      environmentLabel: options.environmentLabel,
    },
    inventory: new FakeInventory([cluster]),
    writers: new Map(options.writable === false ? [] : [['hub', writer]]),
    history,
    pullRequests,
    proposals: new Proposals({
      clock: () => NOW,
      hostOf: () => {
        throw new Error('The test configures no repository');
      },
    }),
    bindings: { read: 'confirmed', ownerLabels: [] },
    offers: { visible: 'all' },
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => NOW,
    newId: () => {
      requests += 1;
      return `request-${requests}`;
    },
    logger,
    ...options.change,
  };
  const service = new RequestService(serviceOptions);
  const deliveryService = new DeliveryService(serviceOptions);
  const ask = (body: object = {}) =>
    service.create(
      asked,
      { distribution: 'registry', action: 'add', ...body } as never,
      mockCredentials.user(),
    );
  /** The offers that the tab shows, by the distribution's name. */
  const available = async () => {
    const credentials = mockCredentials.user();
    const rights = await rightsOf(asked, credentials, serviceOptions);
    const answer = await deliveryService.deliveriesOf(asked, rights);
    return new Map(answer.available.map(each => [each.distribution, each]));
  };
  return {
    ask,
    available,
    cluster,
    writer,
    history,
    pullRequests,
    permissions,
    logger,
    service,
    deliveryService,
    serviceOptions,
  };
}
