import { readFileSync } from 'node:fs';
import {
  confirmBinding,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { parseAllDocuments } from 'yaml';
import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { deriveDeliveries } from '../testUtils/deliveries';
import { findAbove } from './manifests';

describe('the example platform', () => {
  let clock: ManualClock;
  let demo: DemoCluster;
  beforeEach(async () => {
    clock = new ManualClock();
    demo = await startDemoCluster({ clock });
    // Long enough for every retry and some refreshes, short of the first planned failure.
    clock.advance(100_000);
  });
  afterEach(() => demo.stop());

  const said = () =>
    Object.fromEntries(
      Object.entries(deriveDeliveries(demo, clock.now())).map(
        ([id, { state, cause, warnings }]) => [
          id,
          [state, cause, ...warnings.map(({ code }) => `(${code})`)]
            .filter(Boolean)
            .join(' '),
        ],
      ),
    );

  it('shows nearly every state on the component backstage', () => {
    const ofBackstage = Object.fromEntries(
      Object.entries(said()).filter(([id]) => id.startsWith('backstage/')),
    );
    expect(ofBackstage).toEqual({
      'backstage/application-docker-registry': 'synced',
      'backstage/github-oauth-credentials': 'synced',
      'backstage/analytics-write-key': 'stale',
      'backstage/feature-flags': 'pending (pending-unusually-long)',
      'backstage/grafana-api-key': 'conflict name-taken',
      'backstage/legacy-webhook': 'orphaned',
      'backstage/npm-registry': 'failed template',
      'backstage/payments-signing-key': 'denied',
      'backstage/platform-database':
        'store-unavailable (earlier-copy-in-place)',
      'backstage/search-api-key': 'outdated',
      'backstage/sentry-dsn': 'failed source-missing',
      'backstage/session-signing-key': 'synced (refresh-disabled)',
      'backstage/smtp-relay': 'failed property-missing',
      'backstage/declared:backstage-postgres': 'synced',
      'backstage/declared:backstage-postgres-endpoint': 'synced',
      'backstage/declared:grafana-api-key': 'synced',
      'backstage/declared:plugin-tokens': 'synced',
    });
  });

  it('shows the rest on others', () => {
    expect(said()).toMatchObject({
      'ai-dev/gpu-registry': 'failed invalid-secret',
      'ai-dev/model-gateway': 'failed store-missing',
      'ai-dev/vector-database': 'failed target-missing',
      'backstage-preview/application-docker-registry':
        expect.stringMatching(/^terminating/),
      'backstage-catalog-api/github-oauth-credentials': expect.stringMatching(
        /namespace-finalizer-left/,
      ),
      'code-server/editor-license': 'synced (contested)',
      'code-server/editor-license-trial': 'conflict secret-owned-by-another',
      'market-making/payments-signing-key': 'synced',
      'n8n-operator-system/mail-relay-primary': 'conflict several-writers',
      'n8n-operator-system/mail-relay-backup': 'conflict several-writers',
      'n8n/n8n-encryption-key': 'failed target-immutable',
    });
  });

  it('delivers what deploy/ distributes to whom the platform wants it', () => {
    const delivered: Record<string, string[]> = {};
    for (const [id, words] of Object.entries(said())) {
      const [namespace, distribution] = id.split('/');
      if (words === 'synced') {
        (delivered[distribution] ??= []).push(namespace);
      }
    }
    expect(delivered).toMatchObject({
      'application-docker-registry': [
        'ai-dev',
        'backstage',
        'backstage-catalog-api',
        'code-server',
        'image-factory-kargo',
        'n8n',
        'n8n-operator-system',
        'workspaces-dev',
        'workspaces-prod',
      ],
      'github-oauth-credentials': [
        'backstage',
        'market-making',
        'workspaces-prod',
      ],
      'kargo-git-credentials': [
        'argocd',
        'backstage-kargo',
        'image-factory-kargo',
      ],
      'kargo-admin-credentials': ['kargo', 'kargo-cluster-secrets'],
      'cloudflare-api-token': ['cert-manager'],
      'code-server-ssh-key': ['code-server'],
      'metrics-service-credentials': ['market-making'],
    });
  });

  it('moves: a refresh every interval, and one delivery that fails and recovers', () => {
    const build = 'backstage-catalog-api/build-cache';
    const states = new Set<string>();
    for (let minute = 0; minute < 12; minute++) {
      states.add(said()[build]);
      clock.advance(60_000);
    }
    expect([...states]).toEqual([
      'synced',
      'failed property-missing (earlier-copy-in-place)',
    ]);
    expect(said()['backstage/application-docker-registry']).toBe('synced');
    expect(said()['backstage/analytics-write-key']).toBe('stale');
  });

  it('holds no value that could be taken for a real one', () => {
    const values = demo.api
      .list('Secret')
      .flatMap(({ data }) => Object.values<string>(data))
      .map(value => Buffer.from(value, 'base64').toString());
    expect(values.length).toBeGreaterThan(30);
    // The constant that git-credentials contains for Argo CD, readable by
    // everyone in its manifest.
    const constants = ['git'];
    expect(
      values.filter(
        value => !/demo-only/.test(value) && !constants.includes(value),
      ),
    ).toEqual([]);
  });

  it('belongs to the components of examples/, and they to it', () => {
    const entities = parseAllDocuments(
      readFileSync(findAbove('examples/entities.yaml'), 'utf8'),
    )
      .map(document => document.toJS())
      .filter(({ kind }) => kind === 'Component');
    const namespaces = demo.api.list('Namespace').map(parseNamespace);
    const bindings = entities.map(entity => [
      entity.metadata.name,
      namespaces.flatMap(namespace =>
        confirmBinding(entity, [entity.spec.owner], namespace, {
          ownerLabels: [],
        })
          ? [namespace.name]
          : [],
      ),
    ]);
    const withOne = [
      'backstage',
      'backstage-catalog-api',
      'code-server',
      'backstage-preview',
      'image-factory-kargo',
      'kargo',
      'backstage-kargo',
      'kargo-cluster-secrets',
      'argocd',
      'n8n',
      'n8n-operator-system',
      'ai-dev',
      'market-making',
      'cert-manager',
      'platform-data',
      'temporal',
    ];
    expect(Object.fromEntries(bindings)).toEqual({
      ...Object.fromEntries(withOne.map(name => [name, [name]])),
      workspaces: ['workspaces-dev', 'workspaces-prod'],
      'unconfirmed-example': [],
      'design-system': [],
    });
  });
});
