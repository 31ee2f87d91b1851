import { expect, type Page, test } from '@playwright/test';
import { GPU_BACKENDS } from '../../shared/document/schema';
import { serveTestPage, type TestPage } from './build-page';
import type { GpuPage } from './page/main';

declare global {
  interface Window {
    readonly gpu: GpuPage;
  }
}

const RANDOM_NETWORKS = 200;
/** Pages that share them, so that two browsers work at once and none reaches its time limit. */
const RANDOM_PARTS = 8;
/** Parts that are always run; `npm run test:gpu-networks` runs all, in some minutes. */
const USUAL_PARTS = 2;

let served: TestPage | undefined;

test.beforeAll(async () => {
  served = await serveTestPage();
});

test.afterAll(() => served?.close());

/** Runs the tests of one promise in the page; every one that failed, by name. */
async function failuresOf(
  page: Page,
  promise: string,
  atLeast: number,
  [part, parts]: readonly [number, number] = [0, 1],
): Promise<string[]> {
  const chosen = { promise, part, parts };
  const outcomes = await page.evaluate(
    (asked) => window.gpu.run(asked.promise, asked.part, asked.parts),
    chosen,
  );
  expect(outcomes.length).toBeGreaterThanOrEqual(atLeast);
  return outcomes.flatMap(({ name, fault }) => (fault === null ? [] : [`${name}: ${fault}`]));
}

for (const backend of GPU_BACKENDS) {
  test.describe(backend, () => {
    test.beforeEach(async ({ page }) => {
      page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
      await page.goto(`${served?.address}?backend=${backend}`);
      const fault = await page.evaluate(() => window.gpu.start());
      // A browser without this interface is no fault of ours; one that has it must pass.
      test.skip(fault !== null, `${backend} does not start in this browser: ${fault}`);
    });

    test('GPU-1: activations, losses and optimizers are PyTorch’s, within 1e-3', async ({
      page,
    }) => {
      expect(await failuresOf(page, 'ENGINE-1', 50)).toEqual([]);
    });

    test('GPU-1: layers are PyTorch’s, within 1e-3', async ({ page }) => {
      expect(await failuresOf(page, 'ENGINE-2', 20)).toEqual([]);
    });

    test('GPU-2: networks around every layer agree with wasm, and no tensor stays', async ({
      page,
    }) => {
      expect(await failuresOf(page, 'GPU-2:', 40)).toEqual([]);
    });

    for (let part = 0; part < RANDOM_PARTS; part += 1) {
      const title = `GPU-2: 200 random networks agree with wasm, part ${part + 1} of ${RANDOM_PARTS}`;
      test(title, { tag: part < USUAL_PARTS ? [] : '@long' }, async ({ page }) => {
        const share = [part, RANDOM_PARTS] as const;
        expect(
          await failuresOf(page, 'GPU-2 at random', RANDOM_NETWORKS / RANDOM_PARTS, share),
        ).toEqual([]);
      });
    }

    test('GPU-9: numbers in 16 bits are PyTorch’s, bit for bit, and training in them is that on wasm', async ({
      page,
    }) => {
      expect(await failuresOf(page, 'ENGINE-68', 4)).toEqual([]);
      expect(await failuresOf(page, 'GPU-9', 4)).toEqual([]);
    });

    test('GPU-7: every probe measures', async ({ page }) => {
      expect(await failuresOf(page, 'GPU-7', 6)).toEqual([]);
    });

    test('GPU-8: an operation that is missing is found before the first step, by its layer', async ({
      page,
    }) => {
      expect(await failuresOf(page, 'GPU-8', 3)).toEqual([]);
    });

    test('GPU-6: a number that is not finite ends the run where it does on wasm', async ({
      page,
    }) => {
      expect(await failuresOf(page, 'GPU-6', 1)).toEqual([]);
    });
  });
}
