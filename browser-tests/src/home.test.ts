import { expect, test } from './test';

test('the catalog is the first page, and at its usual address', async ({
  secrets,
}) => {
  const { page } = secrets;
  // Signs in.
  await secrets.open('backstage');
  for (const address of ['/', '/catalog']) {
    await page.goto(address);
    await expect(page.getByRole('link', { name: 'code-server' })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/catalog');
  }
});
