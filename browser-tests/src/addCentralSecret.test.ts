import { expect, test } from './test';

test('the form writes a central secret, and explains each wrong input', async ({
  secrets,
}) => {
  // The browser loads the form when it first opens.
  test.slow();
  const { page } = secrets;
  const field = (name: string) =>
    page.getByRole('textbox', { name, exact: true });
  const proceed = () => page.getByRole('button', { name: 'Next' }).click();
  // Signs in.
  await secrets.open('backstage');
  await page.goto('/create/templates/default/add-a-central-secret');

  await field('Name').fill('Payment API');
  await field('What it is for').fill('Call the payment service');
  await proceed();
  const badName = page.getByText(
    /^Up to 63 lower-case letters.* For example payment-api$/,
  );
  await expect(badName).toBeVisible();
  await field('Name').fill('payment-api');
  await proceed();

  // A key is prefilled, and shows no error by itself.
  await expect(field('Key name')).toHaveValue('');
  await expect(field('What the key is for')).toHaveValue('');
  await field('Kind of credential').fill('api-token');
  await field('Key name').fill('client id');
  await field('What the key is for').fill('the account');
  await proceed();
  await expect(
    page.getByText(/^Letters, digits.* For example client-id$/),
  ).toBeVisible();
  await field('Key name').fill('client-id');
  await page.getByRole('button', { name: 'Add Item' }).click();
  await field('Key name').nth(1).fill('client-secret');
  await field('What the key is for').nth(1).fill('its secret');
  await proceed();

  await page.getByRole('radio', { name: 'Only show the manifest' }).check();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Nothing else was written')).toBeVisible({
    timeout: 45_000,
  });
});
