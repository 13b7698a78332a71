import { expect, test } from './test';

test('the platform page shows what needs attention first, and one distribution by its namespaces', async ({
  secrets,
}) => {
  const { page } = secrets;
  const region = (name: string) => page.getByRole('region', { name });
  // Signs in.
  await secrets.open('backstage');
  await page
    .getByRole('link', { name: 'Central secrets', exact: true })
    .first()
    .click();
  await expect(
    page.getByRole('heading', { name: 'Distributions' }),
  ).toBeVisible();
  await expect(
    page.getByText(
      /^\d+ distributions · \d+ need attention · \d+ of \d+ copies/,
    ),
  ).toBeVisible();
  const trouble = secrets.row(
    'payments-signing-key',
    region('Needs attention'),
  );
  await expect(trouble).toContainText('Denied');
  await expect(trouble).toContainText('2 namespaces: 1 Denied · 1 Synced');
  await expect(trouble).toContainText('1 error in its manifest');
  await expect(
    secrets.row('kargo-git-credentials', region('As it should be')),
  ).toContainText('3 namespaces');

  await trouble
    .getByRole('button', {
      name: 'Namespaces and findings of payments-signing-key',
    })
    .click();
  await expect(
    page.getByRole('heading', { name: 'payments-signing-key' }),
  ).toBeVisible();
  await expect(region('Findings').getByRole('listitem')).not.toHaveCount(0);
  const namespaces = region('Namespaces').getByRole('listitem');
  await expect(namespaces).toHaveCount(2);
  await page.getByRole('button', { name: 'Denied 1' }).click();
  await expect(namespaces).toHaveCount(1);
  await expect(namespaces).toContainText('platform team’s move');

  // What is looked at is in the address.
  await page.reload();
  await expect(namespaces).toHaveCount(1);
  await page.getByRole('link', { name: 'All distributions' }).click();
  await expect(
    page.getByRole('heading', { name: 'Distributions' }),
  ).toBeVisible();
});

test('a distribution that there is not is named, with the way back', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await page.goto('/central-secrets/distributions/demo/no-such-one');
  await expect(
    page.getByText(
      /Distribution no-such-one cannot be shown: No distribution no-such-one is known of cluster demo/,
    ),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'All distributions' }),
  ).toBeVisible();
});
