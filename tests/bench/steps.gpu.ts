import { test } from '@playwright/test';
import { GPU_BACKENDS } from '../../shared/document/schema';
import { serveTestPage, type TestPage } from '../gpu/build-page';
import type { GpuPage } from '../gpu/page/main';

declare global {
  interface Window {
    readonly gpu: GpuPage;
  }
}

/** Graphics in software take seconds a step; a graphics device could do with more. */
const WARM_UP_STEPS = 3;
const STEPS = Number(process.env.STEPS ?? 9);

let served: TestPage | undefined;
test.beforeAll(async () => {
  served = await serveTestPage();
});
test.afterAll(() => served?.close());

for (const backend of GPU_BACKENDS) {
  test(`ms a training step on ${backend}`, async ({ page }) => {
    await page.goto(`${served?.address}?backend=${backend}`);
    const fault = await page.evaluate(() => window.gpu.start());
    test.skip(fault !== null, `${backend} does not start in this browser: ${fault}`);
    for (const name of await page.evaluate(() => window.gpu.workloads())) {
      const times = await page.evaluate(
        (asked) => window.gpu.time(asked.name, asked.warmUp, asked.steps),
        { name, warmUp: WARM_UP_STEPS, steps: STEPS },
      );
      const told = times.map(({ mode, medianMs }) => `${mode} ${medianMs.toPrecision(3)}`);
      console.log(`${backend} ${name}: ${told.join(', ')} ms`);
    }
  });
}
