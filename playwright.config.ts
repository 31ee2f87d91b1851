import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/e2e/support/find-browser';

/** Containers have no user namespaces for the sandbox and little shared memory. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** Graphics in software, so that the real GPU backends run where there is no graphics device: right, but slow. */
const SOFTWARE_GRAPHICS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
];

const launchedWith = (args: readonly string[]) => ({
  launchOptions: { executablePath: findBrowser(), args: [...args] },
});

export default defineConfig({
  projects: [
    { name: 'app', testDir: 'tests/e2e', use: launchedWith(ARGUMENTS) },
    {
      name: 'gpu',
      testDir: 'tests/gpu',
      grepInvert: /@long/,
      timeout: 300_000,
      use: launchedWith([...ARGUMENTS, ...SOFTWARE_GRAPHICS]),
    },
  ],
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Each test has a host and a trainer of its own; more workers than cores would only make them wait for each other.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list']] : [['list'], ['html', { open: 'never' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
  },
});
