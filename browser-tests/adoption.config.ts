import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** For a Backstage that installed the packed plugins: `npm run test:adoption`. */
export default defineConfig({
  ...config,
  testMatch: '**/*.adoption.ts',
  projects: [{ name: 'adoption' }],
  // The first page of a Backstage in development is megabytes of code.
  timeout: 180_000,
  expect: { timeout: 60_000 },
});
