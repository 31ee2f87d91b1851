import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { GPU_BACKENDS, type GpuBackend } from '../../shared/document/schema';
import { decodeRunFile } from '../../shared/telemetry/run-file';
import { type AppFixture, expect, test } from '../e2e/support/app';

/** What a started backend leaves in the worker's global scope: tfjs's own engine. */
interface TfjsScope {
  readonly _tfengine: {
    readonly backend: {
      readonly gpgpu: { readonly gl: WebGL2RenderingContext };
    };
  };
}

/** Whether the browser has a device: where it has none, another backend would rightly stand in. */
const DEVICES: Readonly<Record<GpuBackend, () => Promise<boolean>>> = {
  webgpu: async () => {
    const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<unknown> } };
    return Boolean(await gpu?.requestAdapter());
  },
  webgl: async () => new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
};

async function openLab(page: Page, backend: string): Promise<void> {
  await page.getByRole('button', { name: 'Open this lab' }).first().click();
  await page.getByLabel('Backend', { exact: true }).first().selectOption(backend);
}

const controls = (page: Page) => page.getByRole('group', { name: 'Training' });
const press = (page: Page, name: string) =>
  controls(page).getByRole('button', { name, exact: true }).click();

/** Starts training and waits until the run bar names the backend and counts steps. */
async function trainOn(page: Page, backend: string): Promise<void> {
  await openLab(page, backend);
  await press(page, 'Train');
  await expect(page.getByText(new RegExp(`step [1-9][\\d,]* · ${backend}`))).toBeVisible({
    timeout: 90_000,
  });
}

/** The run that the host keeps on disk, once its last state is there. */
async function keptRun({ home }: AppFixture) {
  const files = () =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /[\\/]runs[\\/][\w-]+\.\w+$/.test(file),
    );
  await expect.poll(files).toHaveLength(1);
  const decoded = await decodeRunFile(new Uint8Array(readFileSync(join(home, files()[0]))));
  if (!decoded.ok) throw new Error(decoded.failure.text.en);
  return decoded.value;
}

for (const backend of GPU_BACKENDS) {
  test(`GPU-3: a run on ${backend} trains in the page, pauses, steps and stops, and is kept by the host`, async ({
    app,
  }) => {
    const { page } = app;
    const isThere = await page.evaluate(DEVICES[backend]);
    test.skip(!isThere, `${backend} does not start in this browser`);
    await trainOn(page, backend);
    await press(page, 'Pause');
    await expect(page.getByText('Paused').first()).toBeVisible();
    await press(page, 'One step');
    await press(page, 'Stop');
    await expect(page.getByText('Stopped').first()).toBeVisible();
    const { run, checkpoint } = await keptRun(app);
    expect(run.summary.state).toMatchObject({ phase: 'stopped', backend });
    expect(run.summary.loss).toBeGreaterThan(0);
    expect(checkpoint?.weights.length).toBeGreaterThan(0);
  });
}

test('GPU-4: a lost WebGL context ends the run in words, and the next run trains', async ({
  app,
}) => {
  const { page } = app;
  await trainOn(page, 'webgl');
  const [worker] = page.workers();
  await worker.evaluate(() => {
    const { gl } = (globalThis as unknown as TfjsScope)._tfengine.backend.gpgpu;
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  });
  const banner = page
    .getByTestId('canvas')
    .getByText(/graphics device of the backend webgl was lost/);
  await expect(banner).toBeVisible();
  await press(page, 'Train');
  await expect(page.getByText(/step [1-9][\d,]* · webgl/)).toBeVisible({ timeout: 90_000 });
  await press(page, 'Stop');
});

test('GPU-5: auto times the backends, says what it found, and trains on one of them', async ({
  app,
}) => {
  const { page } = app;
  await openLab(page, 'auto');
  await press(page, 'Train');
  await expect(page.getByText(/The run trains on \w+\. wasm [\d.]+ ms a step; webgpu/)).toBeVisible(
    {
      timeout: 90_000,
    },
  );
  await expect(page.getByText(/step [1-9][\d,]* · (wasm|webgpu|webgl)/)).toBeVisible({
    timeout: 90_000,
  });
  await press(page, 'Stop');
});
