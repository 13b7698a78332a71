import { defineConfig } from '@playwright/test';

/** Chromium keeps calling home unless told not to; tests need no network but this machine's. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.test.ts',
  outputDir: './results/artifacts',
  globalSetup: './src/startBackstage.ts',
  // The tests change one demo cluster, so they take turns.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // The JSON is for whoever counts; without a file it would go to the terminal.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE
    ? [['list'], ['json']]
    : 'list',
  use: {
    viewport: { width: 1360, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
  projects: [
    { name: 'light', use: { colorScheme: 'light' } },
    {
      name: 'dark',
      use: { colorScheme: 'dark' },
      // Only how a page looks depends on the theme.
      testMatch: ['**/accessibility.test.ts', '**/pictures.test.ts'],
    },
  ],
});
