import { defineConfig } from '@playwright/test';
import config from '../../playwright.config.ts';

/** All random networks on both GPU backends; too many for every run of the tests: `npm run test:gpu-networks`. */
const gpu = config.projects?.find(({ name }) => name === 'gpu');

export default defineConfig({
  ...config,
  projects: [{ ...gpu, testDir: '.', grepInvert: undefined, grep: /random networks/ }],
});
