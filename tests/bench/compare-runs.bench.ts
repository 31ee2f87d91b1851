import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serializeProject } from '../../shared/document/file';
import { FIRST_LAB } from '../../shared/labs';
import { changeRunSummary, RUN_FILE_EXTENSION } from '../../shared/telemetry/run-file';
import { expect, test } from '../e2e/support/app';

const RUNS = 100;
const PROJECT = 'compared.vpnet';

/** Notes every task of the page that takes more than 50 ms. */
const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });

const tasksOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0));

const runFilesOf = (folder: string): readonly string[] =>
  readdirSync(folder).filter((file) => file.endsWith(RUN_FILE_EXTENSION));

/** One run of the folder under many names: what is compared is as large as it would be, and differs in its names alone. */
async function copyRun(folder: string, count: number): Promise<void> {
  const [name] = runFilesOf(folder);
  const bytes = new Uint8Array(readFileSync(join(folder, name)));
  for (let index = 0; index < count; index += 1) {
    const run = randomUUID();
    const copy = await changeRunSummary(bytes, (summary) => ({
      ...summary,
      run,
      started: summary.started - 1_000 * (index + 1),
      label: { name: `copy ${index + 1}`, note: '', pinned: true },
    }));
    if (!copy.ok) throw new Error(copy.failure.text.en);
    writeFileSync(join(folder, `${run}${RUN_FILE_EXTENSION}`), copy.value);
  }
}

test(`${RUNS} runs of 500 steps and 12 layers: compare, smooth, drag the cursor`, async ({
  app,
}) => {
  const { page } = app;
  const lab = FIRST_LAB.document();
  const document = { ...lab, training: { ...lab.training, epochs: 20 } };
  const path = join(app.home, 'projects', PROJECT);
  writeFileSync(path, serializeProject(document));
  await app.restart(path);
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  const runs = join(app.home, 'data', 'runs');
  const kept = () => runFilesOf(runs).length;
  await expect.poll(kept, { timeout: 60_000 }).toBe(1);
  await expect(page.getByText('Finished').last()).toBeVisible({ timeout: 60_000 });
  await copyRun(runs, RUNS - 1);
  await app.restart(path);

  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const list = page.getByTestId('runs');
  await expect(list.locator('tbody').getByRole('row').first()).toBeVisible();
  await list.getByRole('checkbox', { name: 'Select all listed runs' }).press('Space');
  const tell = async (what: string, since: number): Promise<void> => {
    const took = Date.now() - since;
    await page.waitForTimeout(500);
    const tasks = await tasksOf(page);
    const longest = Math.max(0, ...tasks).toFixed(0);
    console.log(`${what}: ${took} ms; tasks over 50 ms: ${tasks.length}, longest ${longest} ms`);
  };
  await watchTasks(page);
  let since = Date.now();
  await page.getByRole('button', { name: `Compare (${RUNS})` }).press('Enter');
  const explore = page.getByTestId('explore');
  const chart = explore.getByTestId('compare-training');
  await expect(chart).toHaveAttribute('data-lines', String(RUNS), { timeout: 60_000 });
  await tell('compare', since);

  since = Date.now();
  const smoothing = explore.getByRole('slider', { name: 'Smoothing' });
  await smoothing.focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('ArrowRight');
  await tell('smooth, 20 keys', since);

  since = Date.now();
  const box = await chart.boundingBox();
  if (!box) throw new Error('no chart to point at');
  for (let frame = 0; frame < 60; frame += 1) {
    await page.mouse.move(box.x + 60 + frame * 5, box.y + box.height / 2);
  }
  await tell('point along the chart, 60 moves', since);
});
