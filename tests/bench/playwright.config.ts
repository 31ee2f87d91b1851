import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** Measurements of the page: printed, never asserted, one at a time so that they do not disturb each other. */
export default defineConfig({
  ...base,
  projects: [
    { name: 'page', testDir: '.', testMatch: '*.bench.ts', use: base.projects?.[0].use },
    { ...base.projects?.[1], name: 'gpu', testDir: '.', testMatch: '*.gpu.ts', timeout: 3_600_000 },
  ],
  workers: 1,
  reporter: [['line']],
});
