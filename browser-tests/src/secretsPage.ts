import { expect, Locator, Page } from '@playwright/test';

/** The Secrets tab, in the words of a person who uses it. */
export class SecretsPage {
  constructor(readonly page: Page) {}

  /**
   * Opens the tab of a component; signs in as guest first where that is needed.
   */
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
