import type { Page } from '@playwright/test';
import type { RunOptions } from 'axe-core';

/** WCAG 2.2 on level AA, and that each page has one main landmark. */
const OPTIONS: RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  },
  rules: { 'landmark-one-main': { enabled: true } },
  resultTypes: ['violations'],
};

/**
 * Returns the violations that axe finds on the whole page, including
 * Backstage's sidebar and header, one line each: `rule | selector | element |
 * problem`.
 */
export async function findViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
  return page.evaluate(async options => {
    const { axe } = window as unknown as {
      axe: typeof import('axe-core');
    };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, target }) =>
        [id, target.join(' '), html.slice(0, 200), any[0]?.message ?? ''].join(
          ' | ',
        ),
      ),
    );
  }, OPTIONS);
}
