import { expect, test } from './test';

test('a requested Secret arrives without a reload, and disappears after the removal', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage-catalog-api');
  // A reload would remove it, so it proves that there was none.
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  const available = secrets.section('Available');
  await available
    .getByRole('button', { name: 'Request github-oauth-credentials' })
    .click();

  const request = secrets.dialog('Request github-oauth-credentials');
  await expect(request.getByRole('group', { name: 'What changes' })).toHaveText(
    '+ secrets/gh-oauth-credentials: "true"',
  );
  await expect(request).toContainText('gh-oauth');
  await expect(request).toContainText('GITHUB_CLIENT_ID');
  await request.getByRole('button', { name: 'Add label' }).click();

  const onItsWay = secrets.row('gh-oauth', secrets.section('Needs attention'));
  await expect(onItsWay).toContainText('Pending');
  const arrived = secrets.row('gh-oauth', secrets.section('Synced'));
  await expect(arrived).toContainText('Synced', { timeout: 30_000 });
  await expect(onItsWay).toHaveCount(0);

  await arrived.getByRole('button', { name: 'Use gh-oauth' }).click();
  await secrets
    .dialog('gh-oauth')
    .getByRole('button', { name: 'Remove' })
    .click();
  const giveBack = secrets.dialog('Remove github-oauth-credentials');
  await expect(
    giveBack.getByRole('group', { name: 'What changes' }),
  ).toHaveText('- secrets/gh-oauth-credentials');
  await giveBack.getByRole('button', { name: 'Remove label' }).click();

  await expect(
    available.getByRole('button', { name: 'Request github-oauth-credentials' }),
  ).toBeVisible({ timeout: 30_000 });
  await expect(arrived).toHaveCount(0);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});

test('an unavailable distribution says why', async ({ secrets }) => {
  await secrets.open('backstage');
  const row = secrets.row('talos-config');
  await row.getByRole('button', { name: /^Why not\? talos-config/ }).click();
  await expect(row.getByRole('status')).toContainText('Not self-service');
});

test('a Secret is requested and removed with the keyboard only', async ({
  secrets,
}) => {
  const { page } = secrets;
  const { keyboard } = page;
  const focused = page.locator(':focus');
  await secrets.open('code-server');

  // Tab reaches every button in the order of the page.
  const request = page.getByRole('button', { name: 'Request model-gateway' });
  await expect(request).toBeVisible();
  await tabTo('Request model-gateway');
  await keyboard.press('Enter');
  const dialog = secrets.dialog('Request model-gateway');
  await expect(dialog.getByRole('group')).toBeVisible();
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(request).toBeFocused();

  await tabTo('Request smtp-relay');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Add label' })).toBeEnabled();
  await tabTo('Add label');
  await keyboard.press('Enter');
  await expect(focused).toHaveText('Needs attention');

  const failed = secrets.row('smtp-relay', secrets.section('Needs attention'));
  await expect(failed).toContainText('Failed', { timeout: 30_000 });
  await tabTo('Details of smtp-relay');
  await keyboard.press('Enter');
  await expect(secrets.dialog('smtp-relay')).toBeVisible();
  await tabTo('Remove');
  await keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Remove label' }),
  ).toBeEnabled();
  await tabTo('Remove label');
  await keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Request smtp-relay' }),
  ).toBeVisible({ timeout: 30_000 });

  /** Presses Tab until the button of that name has the focus. */
  async function tabTo(name: string): Promise<void> {
    const wanted = page.getByRole('button', { name, exact: true });
    for (let presses = 0; presses < 150; presses += 1) {
      if (await wanted.evaluate(node => node === document.activeElement)) {
        return;
      }
      await keyboard.press('Tab');
    }
    throw new Error(`"${name}" is not reached within 150 presses of Tab`);
  }
});
