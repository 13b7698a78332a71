import { expect, test } from './test';

test('the plugin adds its tab, its card and its page', async ({ secrets }) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await expect(secrets.row('gh-docker-registry-creds')).toContainText('Synced');

  await page.getByText('Overview', { exact: true }).first().click();
  await expect(page.getByRole('link', { name: /All secrets/ })).toBeVisible();

  await page
    .getByRole('link', { name: 'Central secrets', exact: true })
    .first()
    .click();
  await expect(secrets.row('application-docker-registry')).toBeVisible();
});
