import { expect, Locator, Page } from '@playwright/test';

/** The Secrets tab as a person speaks of it. */
export class SecretsPage {
  constructor(readonly page: Page) {}

  /** Opens the tab of a component; signs in as guest where that is still to be done. */
  async open(component: string): Promise<void> {
    await this.page.goto(`/catalog/default/component/${component}/secrets`);
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

  section(name: 'Needs attention' | 'Synced' | 'Available'): Locator {
    return this.page.getByRole('region', { name });
  }

  /** The row of a Secret (or of a distribution that one can ask for). */
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
