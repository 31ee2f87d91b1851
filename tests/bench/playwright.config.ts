import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** Measurements of the page: printed, never asserted, one at a time so that they do not disturb each other. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: [['line']],
});
