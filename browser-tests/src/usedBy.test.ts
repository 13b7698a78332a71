import { expect, test } from './test';

test('a Secret shows its consumers, and the pods that still use the previous value', async ({
  secrets,
}) => {
  await secrets.open('backstage');
  const row = secrets.row('gh-oauth');
  await expect(row).toContainText('used by 1 workload');
  await expect(row).toContainText('1 pod still uses the previous value');
  await expect(secrets.row('plugin-tokens')).toContainText(
    'not used by any workload',
  );

  await row.getByRole('button', { name: 'Use gh-oauth' }).click();
  const usedBy = secrets
    .dialog('gh-oauth')
    .getByRole('region', { name: 'Used by' });
  await expect(usedBy).toContainText('Deployment backstage · 2 pods');
  await expect(usedBy).toContainText(
    'GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET as variables in container app',
  );
  await expect(usedBy.getByRole('group')).toHaveText(
    'kubectl rollout restart deployment/backstage -n backstage',
  );
});

test('the removal of a Secret shows its current consumers', async ({
  secrets,
}) => {
  await secrets.open('backstage');
  await secrets
    .row('gh-docker-registry-creds')
    .getByRole('button', { name: 'Use gh-docker-registry-creds' })
    .click();
  await secrets
    .dialog('gh-docker-registry-creds')
    .getByRole('button', { name: 'Remove' })
    .click();
  const dialog = secrets.dialog('Remove application-docker-registry');
  await expect(dialog).toContainText(
    'currently used by CronJob search-indexer, Deployment backstage',
  );
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});
