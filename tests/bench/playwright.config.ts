import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** Measurements of the page: printed, never asserted, one at a time so that they do not disturb each other. */
export default defineConfig({
  ...base,
  projects: [{ name: 'bench', testDir: '.', testMatch: '*.bench.ts', use: base.projects?.[0].use }],
  workers: 1,
  reporter: [['line']],
});
