import { BrowserContext, expect, test as base } from '@playwright/test';
import { SecretsPage } from './secretsPage';
import { ADDRESS_VARIABLE } from './variables';

/**
 * Playwright's `test` with `secrets`, the Secrets tab for the guest, in its own
 * page. Fails where the page throws an error that is not caught.
 */
export const test = base.extend<
  { secrets: SecretsPage },
  { browserOfGuest: BrowserContext }
>({
  // One for all tests of a theme: it keeps the loaded files and the session.
  browserOfGuest: [
    async ({ browser }, use, { project }) => {
      const { viewport, colorScheme } = project.use;
      const context = await browser.newContext({
        baseURL: process.env[ADDRESS_VARIABLE],
        permissions: ['clipboard-read', 'clipboard-write'],
        viewport,
        colorScheme,
      });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  secrets: async ({ browserOfGuest }, use) => {
    const page = await browserOfGuest.newPage();
    const uncaught: string[] = [];
    page.on('pageerror', error => uncaught.push(error.message));
    await use(new SecretsPage(page));
    await page.close();
    expect(uncaught).toEqual([]);
  },
});

export { expect };
