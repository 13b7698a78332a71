import { findViolations } from './findViolations';
import { expect, test } from './test';

test('the Secrets tab, its drawer and its dialog have no accessibility violations', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await expect(secrets.section('Synced')).toContainText('Synced');
  expect(await findViolations(page)).toEqual([]);

  await page
    .getByRole('button', { name: /^Details/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('Fix');
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close' }).click();

  await secrets.open('code-server');
  await page
    .getByRole('button', { name: 'Request github-oauth-credentials' })
    .click();
  await expect(page.getByRole('button', { name: 'Add label' })).toBeEnabled();
  expect(await findViolations(page)).toEqual([]);
});

test('the platform page has no accessibility violations', async ({
  secrets,
}) => {
  const { page } = secrets;
  // This signs in.
  await secrets.open('backstage');
  await page.goto('/central-secrets');
  await expect(
    page.getByRole('region', { name: 'Needs attention' }),
  ).toContainText('error in its manifest');
  await expect(
    page.getByRole('region', { name: 'External Secrets Operator' }),
  ).toContainText('CVE-2026-22822');
  expect(await findViolations(page)).toEqual([]);

  await page.goto('/central-secrets/distributions/demo/payments-signing-key');
  await expect(
    page.getByRole('region', { name: 'Namespaces' }).getByRole('listitem'),
  ).not.toHaveCount(0);
  expect(await findViolations(page)).toEqual([]);
});

test('internal distribution and its form have no accessibility violations', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('temporal');
  const chains = page.getByRole('region', { name: 'Internal distribution' });
  await expect(chains).toContainText('platform-data/postgres/temporal');
  expect(await findViolations(page)).toEqual([]);
  await chains
    .getByRole('button', { name: 'Details of platform-data/redis/temporal' })
    .click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page
    .getByRole('button', { name: 'How should this secret travel?' })
    .click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Show the decision' }).click();
  await expect(form.getByRole('status').first()).toContainText(
    'answers need a correction',
  );
  expect(await findViolations(page)).toEqual([]);
});
