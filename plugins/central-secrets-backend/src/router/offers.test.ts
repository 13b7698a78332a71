import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { distribution } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory } from '../__testUtils__';
import { answer, hub, NOW, oauth, shop } from '../__testUtils__/shop';
import { StartRouterOptions } from '../__testUtils__/startRouter';

describe('GET …/deliveries', () => {
  it.each<[string, Partial<StartRouterOptions>, FakeClusterInventory, string]>([
    [
      'to somebody who does not own the entity',
      { ownershipEntityRefs: [] },
      hub(shop()),
      'Only an owner',
    ],
    [
      'where requests are switched off',
      { requests: { mode: 'disabled' } },
      hub(shop()),
      'switched off',
    ],
    [
      'whose label is not on the allow-list',
      { requests: { allowedLabels: ['other/*'] } },
      hub(shop()),
      'The label secrets/oauth may not be changed',
    ],
    [
      'in a cluster without a write credential',
      {},
      new FakeClusterInventory({
        name: 'hub',
        writable: false,
        observedAt: NOW,
        objects: [shop(), oauth],
      }),
      'no write credential',
    ],
    [
      'in a protected namespace',
      { requests: { protectedNamespaces: ['shop'] } },
      hub(shop()),
      'it is protected (centralSecrets.requests.protectedNamespaces)',
    ],
    [
      'whose label brings what is not offered',
      { offers: { visible: 'all' } },
      hub(
        shop(),
        distribution('platform-only', {
          spec: {
            namespaceSelectors: [{ matchLabels: { 'secrets/oauth': 'true' } }],
          },
        }),
      ),
      'would also bring to shop distributions that cannot be requested here: platform-only (Not self-service',
    ],
    [
      'with a misspelled restriction',
      { offers: { visible: 'all' } },
      new FakeClusterInventory({
        name: 'hub',
        observedAt: NOW,
        objects: [
          shop(),
          distribution('oauth', {
            metadata: {
              annotations: {
                'central-secrets/self-service': 'true',
                'central-secrets/allowed-owner': 'group:default/another',
              },
            },
          }),
        ],
      }),
      'its annotation "central-secrets/allowed-owner" is unknown',
    ],
    [
      'that is not self-service',
      { offers: { visible: 'all' } },
      new FakeClusterInventory({
        name: 'hub',
        observedAt: NOW,
        objects: [shop(), distribution('oauth')],
      }),
      'Not self-service',
    ],
  ])('does not offer %s', async (_case, change, cluster, reason) => {
    const body = await answer(cluster, change);
    const offer = body.available.find(
      ({ distribution: name }) => name === 'oauth',
    );
    expect(offer?.requestable).toBe(false);
    expect(offer?.reason && renderMessage(offer.reason)).toContain(reason);
  });

  it('offers a service on its own nothing', async () => {
    const body = await answer(
      hub(shop()),
      {},
      mockCredentials.service.header(),
    );
    expect(body.requests).toEqual({
      mode: 'cluster',
      allowed: false,
      reason: { code: 'not-a-user', parameters: {} },
    });
  });
});
