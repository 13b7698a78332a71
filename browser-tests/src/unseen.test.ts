import { expect, test } from './test';
import { DEMO_CLUSTER_VARIABLE } from './variables';

test('a cluster that stops answering makes its rows Unknown, and they recover by themselves', async ({
  secrets,
}) => {
  const demoCluster = Number(process.env[DEMO_CLUSTER_VARIABLE]);
  test.skip(!demoCluster, 'the demo cluster was not started by this run');
  test.setTimeout(180_000);
  await secrets.open('n8n');
  const arrived = secrets.section('Synced').getByRole('listitem');
  await expect(arrived).toHaveCount(1);
  const rows = secrets.section('Needs attention').getByRole('listitem');

  process.kill(demoCluster, 'SIGSTOP');
  try {
    await expect(
      rows.filter({ hasText: 'gh-docker-registry-creds' }),
    ).toContainText('Unknown', { timeout: 90_000 });
    await expect(arrived).toHaveCount(0);
    await expect(secrets.page.getByText(/^\d+ (s|min) old$/)).toBeVisible();
    await expect(
      secrets.page.getByText(/No connection to cluster/).first(),
    ).toBeVisible();
  } finally {
    process.kill(demoCluster, 'SIGCONT');
  }
  await expect(arrived).toHaveCount(1, { timeout: 90_000 });
  await expect(arrived).toContainText('Synced');
});
