import { expect, Locator, Page } from '@playwright/test';

/** The Secrets tab, in the words of a person who uses it. */
export class SecretsPage {
  constructor(readonly page: Page) {}

  /**
   * Opens the tab of a component; signs in as guest first where that is needed.
   */
  async open(component: string): Promise<void> {
    await this.#go(`/catalog/default/component/${component}/secrets`);
    const heading = this.page.getByRole('heading', {
      name: `Secrets of ${component}`,
    });
    const enter = this.page.getByRole('button', { name: 'Enter' });
    await expect(heading.or(enter)).toBeVisible({ timeout: 30_000 });
    if (await enter.isVisible()) {
      await enter.click();
    }
    await expect(heading).toBeVisible();
  }

  /** Goes where nothing of the plugin is shown. */
  async leave(): Promise<void> {
    await this.#go('/settings');
  }

  /** Goes to an address, as by a link where Backstage is loaded already. */
  async #go(path: string): Promise<void> {
    const { page } = this;
    if (page.url() === 'about:blank') {
      await page.goto(path);
      return;
    }
    await page.evaluate(address => {
      window.history.pushState({}, '', address);
      window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    }, path);
  }

  section(name: 'Needs attention' | 'Synced' | 'Available'): Locator {
    return this.page.getByRole('region', { name });
  }

  /** The row of a Secret, or of an available distribution. */
  row(name: string, section?: Locator): Locator {
    return (section ?? this.page)
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The drawer of a delivery, or the dialog of a request. */
  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}
