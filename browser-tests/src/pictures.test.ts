import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './test';

const RESULTS = resolve(__dirname, '../results/pictures');
const DOCUMENTATION = resolve(__dirname, '../../docs/images');

/** The pictures that the documentation shows. */
const SHOWN = new Set([
  'secrets-tab.png',
  'secrets-tab-dark.png',
  'secrets-why.png',
  'secrets-request.png',
  'platform.png',
]);

/**
 * Takes a screenshot. With UPDATE_IMAGES it replaces the one in the
 * documentation.
 */
async function takePicture(page: Page, file: string): Promise<void> {
  const path = resolve(RESULTS, file);
  await page.screenshot({ path, animations: 'disabled' });
  if (process.env.UPDATE_IMAGES && SHOWN.has(file)) {
    const target = resolve(DOCUMENTATION, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
  }
}

test('the theme follows the reader (with screenshots)', async ({
  secrets,
  colorScheme,
}) => {
  const { page } = secrets;
  const isDark = colorScheme === 'dark';
  const suffix = isDark ? '-dark' : '';
  await page.setViewportSize({ width: 1360, height: 1000 });
  await secrets.open('code-server');
  await expect(secrets.section('Synced')).toContainText('Synced');
  await expect
    .poll(async () => (await brightnessOfText(page)) > 0.5)
    .toBe(isDark);
  await takePicture(page, `secrets-tab${suffix}.png`);

  await page
    .getByRole('button', { name: 'Request github-oauth-credentials' })
    .click();
  await expect(page.getByRole('button', { name: 'Add label' })).toBeEnabled();
  await takePicture(page, `secrets-request${suffix}.png`);
  await page.getByRole('button', { name: 'Cancel' }).click();

  await secrets.open('backstage');
  await takePicture(page, `secrets-attention${suffix}.png`);
  await page.getByRole('button', { name: 'Details of smtp-relay' }).click();
  await expect(secrets.dialog('smtp-relay')).toContainText('Fix');
  await takePicture(page, `secrets-why${suffix}.png`);
});

test('the drawer shows the consumers of a Secret (with a screenshot)', async ({
  secrets,
  colorScheme,
}) => {
  const { page } = secrets;
  await page.setViewportSize({ width: 1360, height: 1000 });
  await secrets.open('backstage');
  await expect(secrets.row('gh-oauth')).toContainText('used by 1 workload');
  await secrets.section('Synced').scrollIntoViewIfNeeded();
  const suffix = colorScheme === 'dark' ? '-dark' : '';
  await takePicture(page, `secrets-arrived${suffix}.png`);
  await page.getByRole('button', { name: 'Use gh-oauth' }).click();
  const usedBy = secrets
    .dialog('gh-oauth')
    .getByRole('region', { name: 'Used by' });
  await expect(usedBy).toContainText('Deployment');
  await usedBy.scrollIntoViewIfNeeded();
  await takePicture(page, `secrets-used-by${suffix}.png`);
});

test('the platform page shows a distribution (with screenshots)', async ({
  secrets,
  colorScheme,
}) => {
  const { page } = secrets;
  const suffix = colorScheme === 'dark' ? '-dark' : '';
  await page.setViewportSize({ width: 1360, height: 1000 });
  await secrets.open('backstage');
  await page.goto('/central-secrets');
  await expect(
    page.getByRole('region', { name: 'Needs attention' }),
  ).toBeVisible();
  await takePicture(page, `platform${suffix}.png`);
  const operator = page.getByRole('region', {
    name: 'External Secrets Operator',
  });
  await expect(operator).toContainText('CVE-2026-22822');
  await operator.scrollIntoViewIfNeeded();
  await takePicture(page, `platform-operator${suffix}.png`);
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Namespaces' })).toBeVisible();
  await takePicture(page, `platform-distribution${suffix}.png`);
});

test('internal distribution (with screenshots)', async ({
  secrets,
  colorScheme,
}) => {
  const { page } = secrets;
  const suffix = colorScheme === 'dark' ? '-dark' : '';
  await page.setViewportSize({ width: 1360, height: 1000 });
  await secrets.open('temporal');
  const chains = page.getByRole('region', { name: 'Internal distribution' });
  await expect(chains).toContainText('Used here');
  await chains.scrollIntoViewIfNeeded();
  await takePicture(page, `chains-tab${suffix}.png`);
  await page.goto('/central-secrets');
  await expect(chains).toContainText('Conflict');
  await chains.evaluate(element => element.scrollIntoView());
  await takePicture(page, `chains${suffix}.png`);
  await page
    .getByRole('button', { name: 'Details of platform-data/mysql/orders' })
    .click();
  await expect(
    page.getByRole('dialog', { name: 'platform-data/mysql/orders' }),
  ).toContainText('Rotation');
  await takePicture(page, `chain-details${suffix}.png`);
  await page.getByRole('button', { name: 'Close' }).click();
  await page
    .getByRole('button', { name: 'How should this secret travel?' })
    .click();
  await page.getByRole('button', { name: 'Show the decision' }).click();
  await takePicture(page, `how-to-travel${suffix}.png`);
});

/** How bright the page's heading is, from 0 (black) to 1 (white). */
async function brightnessOfText(page: Page): Promise<number> {
  const color = await page
    .getByRole('heading', { name: /^Secrets of/ })
    .evaluate(heading => getComputedStyle(heading).color);
  const [red, green, blue] = color.match(/\d+/g)!.map(Number);
  return (red + green + blue) / 3 / 255;
}
