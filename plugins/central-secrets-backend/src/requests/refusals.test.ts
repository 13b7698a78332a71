import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  namespace,
  distribution,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  NOW,
  selfService,
  setUpRequests as setUp,
} from '../__testUtils__/setUpRequests';

describe('RequestService refuses, and touches nothing,', () => {
  const refused: Array<
    [string, Parameters<typeof setUp>[0], object, string, RegExp]
  > = [
    [
      'without the permission',
      { result: AuthorizeResult.DENY },
      {},
      'NotAllowedError',
      /permission central-secrets\.request\.create for component:default\/shop/,
    ],
    [
      'a decision that nobody can resolve',
      { result: AuthorizeResult.CONDITIONAL },
      {},
      'NotAllowedError',
      /permission/,
    ],
    [
      'somebody who does not own the entity',
      { groups: ['user:default/mock', 'group:default/another'] },
      {},
      'NotAllowedError',
      /Only an owner of component:default\/shop .* not in group:default\/shop-team/,
    ],
    [
      'where requests are switched off',
      {
        change: {
          requests: {
            mode: 'disabled',
            allowedLabels: [],
            requireOwnership: true,
            maxPerMinute: 60,
            protectedNamespaces: [],
          },
        },
      },
      {},
      'NotAllowedError',
      /switched off/,
    ],
    [
      'an unconfirmed binding',
      { now: namespace('shop') },
      {},
      'NotAllowedError',
      /kubectl annotate namespace shop/,
    ],
    [
      'a protected namespace',
      {
        change: {
          requests: {
            mode: 'cluster',
            allowedLabels: ['secrets/*'],
            requireOwnership: true,
            maxPerMinute: 60,
            protectedNamespaces: ['kube-system', 'shop'],
          },
        },
      },
      {},
      'NotAllowedError',
      /^Labels of the namespace shop cannot be changed from here: it is protected \(centralSecrets\.requests\.protectedNamespaces\); ask the platform team$/,
    ],
    [
      'the removal from a protected namespace',
      {
        now: namespace('shop', {
          metadata: {
            labels: {
              'backstage.io/kubernetes-id': 'shop',
              'secrets/registry': 'true',
            },
          },
        }),
        change: {
          requests: {
            mode: 'cluster',
            allowedLabels: ['secrets/*'],
            requireOwnership: true,
            maxPerMinute: 60,
            protectedNamespaces: ['shop'],
          },
        },
      },
      { action: 'remove' },
      'NotAllowedError',
      /protected/,
    ],
    [
      'a distribution that there is not',
      {},
      { distribution: 'nope' },
      'InputError',
      /distribution: cluster hub has no distribution nope; it has registry/,
    ],
    [
      'a distribution that is not self-service',
      { objects: [distribution('platform-only')] },
      { distribution: 'platform-only' },
      'NotAllowedError',
      /platform-only cannot be requested here: Not self-service/,
    ],
    [
      'a distribution for other owners',
      {
        objects: [
          selfService('theirs', {
            'central-secrets/allowed-owners': 'group:default/another',
          }),
        ],
      },
      { distribution: 'theirs' },
      'NotAllowedError',
      /Only for group:default\/another/,
    ],
    [
      'a label outside the allow-list',
      {
        objects: [
          selfService(
            'policy',
            {},
            {
              namespaceSelectors: [
                {
                  matchLabels: {
                    'pod-security.kubernetes.io/enforce': 'privileged',
                  },
                },
              ],
            },
          ),
        ],
      },
      { distribution: 'policy' },
      'NotAllowedError',
      /label pod-security\.kubernetes\.io\/enforce may not be changed from here; allowed are secrets\/\*/,
    ],
    [
      'what no label could do',
      {
        objects: [
          selfService(
            'by-name',
            {},
            {
              namespaceSelectors: [
                { matchLabels: { 'kubernetes.io/metadata.name': 'another' } },
              ],
            },
          ),
        ],
      },
      { distribution: 'by-name' },
      'ConflictError',
      /by-name cannot be brought to shop by a label/,
    ],
    [
      'a cluster without a write credential',
      { writable: false },
      {},
      'NotAllowedError',
      /no write credential is configured/,
    ],
    [
      'a namespace that is being deleted',
      {
        now: namespace('shop', {
          metadata: {
            labels: { 'backstage.io/kubernetes-id': 'shop' },
            deletionTimestamp: '2026-11-23T05:59:00Z',
          },
        }),
      },
      {},
      'ConflictError',
      /being deleted/,
    ],
  ];

  it.each(refused)('%s', async (_case, options, body, name, message) => {
    for (const dryRun of [true, false]) {
      const { ask, writer, history } = setUp(options);
      const refusal = await ask({ ...body, dryRun }).then(
        () => undefined,
        error => error,
      );
      expect(refusal).toEqual(expect.objectContaining({ name }));
      expect(refusal.message).toMatch(message);
      expect(writer.sent).toEqual([]);
      expect(history.recorded.size).toBe(0);
    }
  });

  it('a cluster of which too little is known', async () => {
    for (const kind of ['namespaces', 'clusterexternalsecrets'] as const) {
      const { ask, cluster, writer } = setUp();
      cluster.observe({ observedAt: NOW - 60_001 }, kind);
      await expect(ask()).rejects.toThrow(
        `Cannot determine the effect of this change: ${kind} of cluster hub are not known now`,
      );
      expect(writer.reads).toBe(0);
    }
  });

  it('where labels are changed in Git without pull requests, but a dry run tells the label', async () => {
    const { ask, writer, history } = setUp({
      change: {
        requests: {
          mode: 'gitops',
          allowedLabels: ['secrets/*'],
          requireOwnership: true,
          maxPerMinute: 60,
          protectedNamespaces: [],
        },
      },
    });
    await expect(ask()).rejects.toMatchObject({
      name: 'NotImplementedError',
      message: expect.stringMatching(
        /changed in Git .* no repository for pull requests is configured/,
      ),
    });
    await expect(ask({ dryRun: true })).resolves.toMatchObject({
      applied: false,
      plan: {
        add: { 'secrets/registry': 'true' },
        warnings: [{ code: 'dry-run-refused' }],
      },
    });
    expect(writer.sent).toEqual([]);
    expect(history.recorded.size).toBe(0);
  });
});
