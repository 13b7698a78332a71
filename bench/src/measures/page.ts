import type { Page } from '@playwright/test';
import { Bench, median } from '../Bench';
import { ensureAppBuild } from '../load/appBuild';
import { Browser, Observed, Shown } from '../load/Browser';
import { distributionName } from '../load/shape';
import {
  Backstage,
  COMPONENT,
  EMPTY_COMPONENT,
  startBackstage,
} from '../load/startBackstage';
import { startMock } from '../load/startMock';
import { atMost, rounded, Row, within } from '../report/Row';

const DELIVERIES = 10;
const PER_SECOND = 100;
const TRACED_OPENINGS = 3;
/** The tab's own interval between requests, less the tolerance of timers. */
const OWN_INTERVAL_MS = 14_500;

const tabOf = (component: string) =>
  `/catalog/default/component/${component}/secrets`;

const ROWS: Shown = {
  heading: `Secrets of ${COMPONENT}`,
  items: Array.from({ length: DELIVERIES }, (_, index) =>
    distributionName(index),
  ),
};
const NOTHING: Shown = { heading: `Secrets of ${EMPTY_COMPONENT}`, items: [] };

/** Requests that the tab sent before its own interval was over. */
function unexpected({ requests }: Observed): number {
  return requests.filter(
    (at, index) => index > 0 && at - requests[index - 1] < OWN_INTERVAL_MS,
  ).length;
}

const longest = ({ longTasks }: Observed) => Math.max(0, ...longTasks);
/** The processor time in the longest traced task. */
const longestComputed = ({ traced }: Observed) =>
  Math.max(0, ...traced.map(({ computedMs }) => computedMs));

/**
 * How soon a page shows its content; takes turns with a page that has no rows.
 */
async function openings(browser: Browser, count: number) {
  const rows: number[] = [];
  const nothing: number[] = [];
  const clicks: number[] = [];
  const close = async (opened: { page: Page; drawnMs: number }) => {
    await opened.page.close();
    return opened.drawnMs;
  };
  // The first openings fill the browser's cache.
  for (let index = -1; index < count; index += 1) {
    const empty = await close(
      await browser.open(tabOf(EMPTY_COMPONENT), NOTHING),
    );
    const full = await close(await browser.open(tabOf(COMPONENT), ROWS));
    const overview = await browser.open(
      `/catalog/default/component/${COMPONENT}`,
      { heading: COMPONENT, items: [] },
    );
    const click = await browser.follow(overview.page, 'Secrets', ROWS);
    await overview.page.close();
    if (index < 0) {
      continue;
    }
    nothing.push(empty);
    rows.push(full);
    clicks.push(click);
  }
  const computedMs: number[] = [];
  for (const [path, shown] of [
    [tabOf(COMPONENT), ROWS],
    [tabOf(EMPTY_COMPONENT), NOTHING],
  ] as const) {
    const runs = [];
    for (let run = 0; run < TRACED_OPENINGS; run += 1) {
      runs.push(await browser.computedUntil(path, shown));
    }
    computedMs.push(median(runs));
  }
  return {
    computedMs,
    rowsMs: median(rows),
    nothingMs: median(nothing),
    clickMs: median(clicks),
  };
}

/**
 * The Secrets tab in a browser, in a cluster where most distributions do not
 * concern the entity.
 */
export async function page(bench: Bench): Promise<Row[]> {
  const { seconds, openings: count, ...cluster } = bench.sizes.page;
  const shape = { ...cluster, perNamespace: DELIVERIES };
  await bench.dropMock();
  await ensureAppBuild(bench.report);
  const mock = await startMock(shape);
  let backstage: Backstage | undefined;
  let browser: Browser | undefined;
  try {
    backstage = await startBackstage(mock.target);
    browser = await Browser.start(backstage.url);
    const opened = await openings(browser, count);
    const tab = await browser.open(tabOf(COMPONENT), ROWS);
    // The work of a page at its start is not measured here.
    await tab.page.waitForTimeout(5_000);
    const quiet = await browser.observe(tab.page, seconds);
    await mock.tell({
      command: 'churn',
      perSecond: PER_SECOND,
      first: DELIVERIES,
    });
    const busy = await browser.observe(tab.page, seconds);
    return rowsOf(shape.distributions, seconds, opened, quiet, busy);
  } finally {
    await browser?.stop();
    backstage?.stop();
    mock.stop();
  }
}

function rowsOf(
  distributions: number,
  seconds: number,
  opened: Awaited<ReturnType<typeof openings>>,
  quiet: Observed,
  busy: Observed,
): Row[] {
  const cluster = `entity page, ${DELIVERIES} deliveries, ${distributions} distributions in the cluster`;
  const open = `tab open for ${seconds} s, ${PER_SECOND} changes/s elsewhere in the cluster`;
  return [
    within(
      {
        measure: `${cluster}: opened until its rows are visible (ms)`,
        ours: opened.rowsMs,
        against: opened.nothingMs,
        note: `against the tab of a component without a namespace; the page is loaded whole, from the browser's cache, and its thread computes for ${rounded(
          opened.computedMs[0],
        )} and ${rounded(
          opened.computedMs[1],
        )} ms until then; from a click on the tab of the open page it is ${rounded(
          opened.clickMs,
        )} ms`,
      },
      1_000,
      'ms',
    ),
    atMost(
      {
        measure: `${cluster}: the same (ms)`,
        ours: opened.rowsMs,
        against: opened.nothingMs,
        note: 'against the same',
      },
      1.3,
    ),
    within(
      {
        measure: `${open}: requests because of them`,
        ours: unexpected(busy),
        against: unexpected(quiet),
        note: `against the same without changes; of ${busy.requests.length} and ${quiet.requests.length} requests`,
      },
      0,
      '',
    ),
    within(
      {
        measure: `${open}: longest task of the page (ms)`,
        ours: longest(busy),
        against: longest(quiet),
        note: `against the same without changes; ${busy.longTasks.length} and ${
          quiet.longTasks.length
        } tasks took more than 50 ms, in which the page's thread computed for ${rounded(
          longestComputed(busy),
        )} and ${rounded(
          longestComputed(quiet),
        )} ms at the most; in all it computed for ${rounded(
          busy.computedMs,
        )} and ${rounded(quiet.computedMs)} ms`,
      },
      50,
      'ms',
    ),
    within(
      {
        measure: `${open}: elements of the document`,
        ours: busy.nodes,
        note: 'at most, with what Backstage has around the tab',
      },
      1_500,
      '',
    ),
  ];
}
