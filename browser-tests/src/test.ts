import { expect, Page, test as base } from '@playwright/test';
import { SecretsPage } from './secretsPage';
import { ADDRESS_VARIABLE } from './variables';

/**
 * Playwright's `test` with `secrets`, the Secrets tab for the guest. The tests
 * of a theme share one page, which is somewhere else at the beginning of each.
 * Fails where the page throws an error that is not caught.
 */
export const test = base.extend<
  { secrets: SecretsPage },
  { pageOfGuest: Page }
>({
  // Loading Backstage takes most of the time of a test.
  pageOfGuest: [
    async ({ browser }, use, { project }) => {
      const { viewport, colorScheme } = project.use;
      const context = await browser.newContext({
        baseURL: process.env[ADDRESS_VARIABLE],
        permissions: ['clipboard-read', 'clipboard-write'],
        viewport,
        colorScheme,
      });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  secrets: async ({ pageOfGuest: page }, use, { project }) => {
    const { viewport } = project.use;
    if (viewport) {
      await page.setViewportSize(viewport);
    }
    const uncaught: string[] = [];
    const onError = (error: Error) => uncaught.push(error.message);
    page.on('pageerror', onError);
    const secrets = new SecretsPage(page);
    await use(secrets);
    page.off('pageerror', onError);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await secrets.leave();
    expect(uncaught).toEqual([]);
  },
});

export { expect };
