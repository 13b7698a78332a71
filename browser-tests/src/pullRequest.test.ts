import { expect, test } from './test';

const LINE = 'secrets/search-api-key: "true"';

test('a secret that has to be reviewed is requested by a pull request, with the keyboard, and the tab leads to it', async ({
  secrets,
}) => {
  const { page } = secrets;
  const { keyboard } = page;
  await secrets.open('n8n');
  await page.getByRole('button', { name: 'Request search-api-key' }).focus();
  await keyboard.press('Enter');

  const dialog = secrets.dialog('Request search-api-key');
  await expect(dialog).toContainText('group:default/platform-team reviews');
  await expect(dialog).toContainText(LINE);
  await expect(dialog).toContainText('clusters/demo/n8n.yaml');
  const open = dialog.getByRole('button', { name: 'Open pull request' });
  await expect(open).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Reason' }).focus();
  await keyboard.type('Workflows search the orders.');
  await expect(open).toBeEnabled();
  await open.focus();
  await keyboard.press('Enter');

  await expect(dialog).toContainText('The pull request is open');
  await expect(dialog.getByRole('link', { name: /pulls\/1/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).focus();
  await keyboard.press('Enter');

  const waiting = page.getByRole('region', { name: 'Pull requests' });
  await expect(waiting).toContainText('Waiting for pull request');
  await expect(waiting).toContainText('search-api-key');
  await expect(waiting.getByRole('link')).toHaveAttribute('href', /pulls\/1$/);
  // It is asked for already.
  await expect(
    page.getByRole('button', { name: 'Request search-api-key' }),
  ).toHaveCount(0);
});

test('a secret that has to be reviewed says what is missing where Git has no file of the namespace', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('code-server');
  await page.getByRole('button', { name: 'Request search-api-key' }).click();
  await expect(secrets.dialog('Request search-api-key')).toContainText(
    'has no file clusters/demo/code-server.yaml',
  );
});
