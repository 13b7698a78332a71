import { BrowserContext, chromium, Page } from '@playwright/test';
import { LongTask, readTasks, TRACED } from './longTasks';

/** Without these flags, Chromium connects to its vendor. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WITHIN_MS = 60_000;

/**
 * The content that the caller waits for: this number of list items with one of
 * the texts, and a heading with the other one.
 */
export interface Shown {
  readonly heading: string;
  readonly items: readonly string[];
}

/** The figures of an observed page. */
export interface Observed {
  /**
   * Milliseconds of each task of the page's thread that took more than 50, as
   * the page's PerformanceObserver reports them.
   */
  readonly longTasks: readonly number[];
  /** The same as Chromium traces them. */
  readonly traced: readonly LongTask[];
  /** Processor time of the page's thread. Milliseconds. */
  readonly computedMs: number;
  /** Elements of the document, at most. */
  readonly nodes: number;
  /** When each request to the plugin's backend was sent. Milliseconds. */
  readonly requests: readonly number[];
}

/**
 * Runs in the page from its start: collects the long tasks, and returns the
 * time when something was first drawn.
 */
function instrument() {
  const kept = window as unknown as {
    longTasks: number[];
    untilDrawn(wanted: { heading: string; items: string[] }): Promise<number>;
  };
  kept.longTasks = [];
  new PerformanceObserver(list =>
    list.getEntries().forEach(({ duration }) => kept.longTasks.push(duration)),
  ).observe({ type: 'longtask', buffered: true });
  kept.untilDrawn = ({ heading, items }) =>
    new Promise(drawn => {
      const look = () => {
        const texts = (selector: string) =>
          Array.from(document.querySelectorAll(selector), each =>
            String(each.textContent),
          );
        const isShown =
          texts('h2').some(text => text.includes(heading)) &&
          texts('li').filter(text => items.some(item => text.includes(item)))
            .length >= items.length;
        // The next frame shows it on the screen.
        requestAnimationFrame(isShown ? () => drawn(performance.now()) : look);
      };
      look();
    });
}

/**
 * A person's browser, signed in as guest. Its cache has the files of earlier
 * visits.
 */
export class Browser {
  readonly #context: BrowserContext;
  readonly #origin: string;

  private constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    this.#origin = origin;
  }

  static async start(origin: string): Promise<Browser> {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: FLAGS,
    });
    const context = await browser.newContext({
      viewport: { width: 1360, height: 900 },
    });
    await context.addInitScript(instrument);
    const page = await context.newPage();
    await page.goto(origin);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('button', { name: 'Enter' }).waitFor({
      state: 'detached',
      timeout: WITHIN_MS,
    });
    await page.close();
    return new Browser(context, origin);
  }

  /** Opens an address in a new tab. @returns milliseconds from its navigation until something was drawn */
  async open(
    path: string,
    shown: Shown,
  ): Promise<{ page: Page; drawnMs: number }> {
    const page = await this.#context.newPage();
    await page.goto(`${this.#origin}${path}`, { waitUntil: 'commit' });
    return { page, drawnMs: await untilDrawn(page, shown) };
  }

  /** @returns milliseconds for which the page's thread computes until something is drawn */
  async computedUntil(path: string, shown: Shown): Promise<number> {
    const browser = this.#context.browser()!;
    const page = await this.#context.newPage();
    await browser.startTracing(page, { categories: TRACED });
    await page.goto(`${this.#origin}${path}`, { waitUntil: 'commit' });
    await untilDrawn(page, shown);
    const { computedMs } = readTasks((await browser.stopTracing()).toString());
    await page.close();
    return computedMs;
  }

  /** The same as `open` from a click on a link of a page that is open. @returns milliseconds */
  async follow(page: Page, link: string, shown: Shown): Promise<number> {
    const element = page.getByRole('link', { name: link, exact: true });
    await element.waitFor({ timeout: WITHIN_MS });
    const clickedAt = element.evaluate(
      target =>
        new Promise<number>(clicked => {
          target.addEventListener('click', () => clicked(performance.now()), {
            once: true,
            capture: true,
          });
        }),
    );
    const drawnAt = untilDrawn(page, shown);
    await element.click();
    return (await drawnAt) - (await clickedAt);
  }

  /** Watches an open page for so long. */
  async observe(page: Page, seconds: number): Promise<Observed> {
    const requests: number[] = [];
    page.on('request', request => {
      if (request.url().includes('/api/central-secrets/')) {
        requests.push(performance.now());
      }
    });
    await page.evaluate(() => {
      (window as unknown as { longTasks: number[] }).longTasks = [];
    });
    const browser = this.#context.browser()!;
    await browser.startTracing(page, { categories: TRACED });
    let nodes = 0;
    for (let second = 0; second < seconds; second += 5) {
      await page.waitForTimeout(5_000);
      nodes = Math.max(nodes, await page.locator('*').count());
    }
    const trace = await browser.stopTracing();
    const { long, computedMs } = readTasks(trace.toString());
    const longTasks = await page.evaluate(
      () => (window as unknown as { longTasks: number[] }).longTasks,
    );
    page.removeAllListeners('request');
    return { longTasks, traced: long, computedMs, nodes, requests };
  }

  async stop(): Promise<void> {
    await this.#context.browser()?.close();
  }
}

/** @throws Error where it is not drawn within a minute */
async function untilDrawn(page: Page, shown: Shown): Promise<number> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(
      () => fail(new Error(`"${shown.heading}" was not shown`)),
      WITHIN_MS,
    ).unref();
  });
  const drawn = page.evaluate(
    wanted =>
      (
        window as unknown as {
          untilDrawn(shown: object): Promise<number>;
        }
      ).untilDrawn(wanted),
    { heading: shown.heading, items: [...shown.items] },
  );
  return Promise.race([drawn, late]);
}
