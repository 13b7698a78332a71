import { expect, test } from './test';

/** Every state that the demo cluster can show, with the text of its row. */
const STATES = {
  backstage: [
    {
      secret: 'gh-docker-registry-creds',
      section: 'Synced',
      word: 'Synced',
      sentence: 'The Secret gh-docker-registry-creds is up to date.',
    },
    {
      secret: 'sentry-dsn',
      section: 'Needs attention',
      word: 'Failed',
      sentence: 'The source secret sentry-dsn does not exist.',
    },
    {
      secret: 'grafana-api-key',
      section: 'Needs attention',
      word: 'Conflict',
      sentence: 'already has the name grafana-api-key',
    },
    {
      secret: 'payments-signing-key',
      section: 'Needs attention',
      word: 'Denied',
      sentence: 'does not allow namespace backstage',
    },
    {
      secret: 'platform-database',
      section: 'Needs attention',
      word: 'Store unavailable',
      sentence:
        'ClusterSecretStore platform-vault cannot connect: the provider does not answer at its address.',
    },
    {
      secret: 'analytics-write-key',
      section: 'Needs attention',
      word: 'Stale',
      sentence: 'Its refresh is long overdue',
    },
    {
      secret: 'search-api-key',
      section: 'Needs attention',
      word: 'Outdated',
      sentence: 'It changed after the last sync.',
    },
    {
      secret: 'legacy-webhook',
      section: 'Needs attention',
      word: 'Orphaned',
      sentence: 'It is no longer requested',
    },
    {
      secret: 'feature-flags',
      section: 'Needs attention',
      word: 'Pending',
      sentence: 'controller class next-generation',
    },
    {
      secret: 'build-cache',
      section: 'Available',
      word: 'Not requested',
      sentence: 'Share build results between pipelines',
    },
  ],
  'backstage-preview': [
    {
      secret: 'gh-docker-registry-creds',
      section: 'Needs attention',
      word: 'Terminating',
      sentence: 'a leftover finalizer holds it',
    },
  ],
} as const;

for (const [component, states] of Object.entries(STATES)) {
  const words = states.map(({ word }) => word).join(', ');
  test(`${component} shows each state with its word and a sentence: ${words}`, async ({
    secrets,
  }) => {
    await secrets.open(component);
    for (const { secret, section, word, sentence } of states) {
      const row = secrets.row(secret, secrets.section(section));
      await expect.soft(row.getByText(word, { exact: true })).toBeVisible();
      await expect.soft(row).toContainText(sentence);
    }
  });
}

test('Needs attention comes first, then what arrived, its chains, and Available', async ({
  secrets,
}) => {
  await secrets.open('backstage');
  await expect(secrets.page.getByRole('heading', { level: 3 })).toHaveText([
    'Needs attention',
    'Synced',
    'Internal distribution',
    'Available',
  ]);
});

test('the page shows how old its data is', async ({ secrets }) => {
  await secrets.open('backstage');
  await expect(secrets.page.getByText(/^live, \d+ s ago$/)).toBeVisible();
});

test('a component with several namespaces can show one of them alone', async ({
  secrets,
}) => {
  await secrets.open('workspaces');
  const arrived = secrets.section('Synced').getByRole('listitem');
  await expect(arrived).toHaveCount(3);
  await secrets.page
    .getByRole('group', { name: 'Show only one namespace' })
    .getByRole('button', { name: /workspaces-dev/ })
    .click();
  await expect(arrived).toHaveCount(1);
});

test('an unconfirmed binding shows no secret, and explains how to confirm it', async ({
  secrets,
}) => {
  await secrets.open('unconfirmed-example');
  await expect(
    secrets.page.getByText('Namespace argocd is not confirmed'),
  ).toBeVisible();
  await expect(secrets.page.getByRole('heading', { level: 3 })).toHaveCount(0);
  await expect(secrets.page.getByText('git-credentials')).toHaveCount(0);
});

test('a component without a namespace explains how to name one', async ({
  secrets,
}) => {
  await secrets.open('design-system');
  await expect(
    secrets.page.getByText('No namespace is set for this component'),
  ).toBeVisible();
  await expect(
    secrets.page.getByText('backstage.io/kubernetes-namespace: design-system'),
  ).toBeVisible();
});

test('a user who does not own a component sees its secrets, and why requests are not possible', async ({
  secrets,
}) => {
  await secrets.open('argocd');
  await expect(
    secrets.row('git-credentials', secrets.section('Synced')),
  ).toBeVisible();
  const available = secrets.section('Available');
  await expect(available).toContainText(
    'Only an owner of component:default/argocd may do this',
  );
  await expect(
    available.getByRole('button', { name: /^Request / }),
  ).toHaveCount(0);
});
