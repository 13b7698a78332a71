import { SecretsPage } from './secretsPage';
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
    secrets.row('kargo-git-credentials', region('Healthy')),
  ).toContainText('3 namespaces');

  await trouble
    .getByRole('button', {
      name: 'Details of payments-signing-key',
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
  await expect(namespaces).toContainText('Platform team can fix this');

  // The address names the selected distribution.
  await page.reload();
  await expect(namespaces).toHaveCount(1);
  await page.getByRole('link', { name: 'All distributions' }).click();
  await expect(
    page.getByRole('heading', { name: 'Distributions' }),
  ).toBeVisible();
});

test('distributions are searched and sorted in the address, and the keyboard keeps its place', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await page.goto('/central-secrets');
  const search = page.getByRole('searchbox', {
    name: 'Search by name or description',
  });
  // A chain is named by its path.
  const rows = page.getByRole('listitem').filter({
    has: page.getByRole('button', { name: /^Details of [^/]+$/ }),
  });
  await expect(rows).not.toHaveCount(0);
  const count = await rows.count();

  await search.focus();
  await page.keyboard.type('kargo-git');
  await expect(rows).toHaveCount(1);
  await expect(search).toBeFocused();
  await expect(
    page.getByRole('status').filter({ hasText: '1 distribution found' }),
  ).toBeAttached();
  expect(new URL(page.url()).search).toBe('?search=kargo-git');

  // The search is still there after a visit to one distribution.
  await page
    .getByRole('button', { name: 'Details of kargo-git-credentials' })
    .click();
  await expect(
    page.getByRole('heading', { name: 'kargo-git-credentials' }),
  ).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(1);
  await expect(search).toHaveValue('kargo-git');
  await page.reload();
  await expect(rows).toHaveCount(1);

  await search.fill('');
  await expect(rows).toHaveCount(count);
  const sort = page.getByRole('combobox', { name: 'Sort by' });
  await sort.focus();
  await sort.selectOption('Name');
  await expect(
    page.getByRole('region', { name: 'All distributions' }),
  ).toBeVisible();
  await expect(sort).toBeFocused();
  expect(new URL(page.url()).search).toBe('?sort=name');
  await page.goBack();
  await expect(
    page.getByRole('region', { name: 'Needs attention' }),
  ).toBeVisible();
  await expect(sort).toHaveValue('attention');
});

test('a change of a distribution appears without a reload', async ({
  secrets,
}) => {
  const { page } = secrets;
  const name = 'github-oauth-credentials';
  await secrets.open('backstage-catalog-api');
  await page.goto(`/central-secrets?search=${name}`);
  const namespaces = secrets.row(name).getByText(/^\d+ namespaces?/);
  await expect(namespaces).toBeVisible();
  const before = await namespaces.innerText();
  // Sooner than the page's own polling.
  const soon = { timeout: 8_000 };

  const tab = new SecretsPage(await page.context().newPage());
  await tab.open('backstage-catalog-api');
  await tab.page.getByRole('button', { name: `Request ${name}` }).click();
  await tab.page.getByRole('button', { name: 'Add label' }).click();
  await page.bringToFront();
  await expect(namespaces).not.toHaveText(before, soon);

  await tab.page.bringToFront();
  await tab
    .row('gh-oauth', tab.section('Synced'))
    .getByRole('button', { name: 'Use gh-oauth' })
    .click({ timeout: 30_000 });
  await tab.page.getByRole('button', { name: 'Remove' }).click();
  await tab.page.getByRole('button', { name: 'Remove label' }).click();
  await page.bringToFront();
  await expect(namespaces).toHaveText(before, soon);
  await tab.page.close();
});

test('an unknown distribution is named, with the way back', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await page.goto('/central-secrets/distributions/demo/no-such-one');
  await expect(
    page.getByText(
      /Cannot show distribution no-such-one: No distribution no-such-one is known of cluster demo/,
    ),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'All distributions' }),
  ).toBeVisible();
});

test('the platform page lists the known faults of the operator, which the keyboard opens and closes', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await page.goto('/central-secrets');
  const operator = page.getByRole('region', {
    name: 'External Secrets Operator',
  });
  await expect(operator).toContainText('External Secrets Operator 0.20.4');
  await expect(operator).toContainText('from its Deployment');
  const fault = operator
    .getByRole('note')
    .filter({ hasText: 'CVE-2026-22822' });
  await expect(fault).toContainText('Remedy: upgrade');
  await expect(fault.getByRole('link')).toHaveAttribute(
    'href',
    /^https:\/\/github\.com\/advisories\//,
  );

  const summary = operator.getByText(/^\d+ faults concern this cluster$/);
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(fault).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(fault).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(operator.getByRole('link').first()).toBeFocused();
});
