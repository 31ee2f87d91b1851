import { expect, test } from '../e2e/support/app';

const WATCHED_MS = 8_000;

/** Durations in ms of the page's tasks over 50 ms, as the browser itself reports them. */
const LONG_TASKS = `new Promise((resolve) => {
  const durations = [];
  new PerformanceObserver((list) => durations.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: 'longtask' });
  setTimeout(() => resolve(durations), ${WATCHED_MS});
})`;

test('tasks of the page while a network of 29 layers trains', async ({ app }) => {
  const { page } = app;
  await page.locator('[data-lab="R1"]').click();
  await page.getByRole('tab', { name: 'Training', exact: true }).click();
  const epochs = page.getByRole('textbox', { name: 'Epochs' });
  await epochs.fill('50000');
  await epochs.press('Enter');
  await page.getByRole('button', { name: 'Train this lab' }).click();
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  await expect(stop).toBeEnabled();
  for (const name of ['Loss', 'Gradient flow', 'Distributions', 'Updates', 'Fit']) {
    await page.getByRole('tab', { name, exact: true }).click();
    // Opening a chart is the click's own work, not the training's.
    await page.waitForTimeout(1_500);
    const durations = (await page.evaluate(LONG_TASKS)) as number[];
    await expect(stop, 'still training').toBeEnabled();
    const longest = durations.length > 0 ? `, the longest ${Math.max(...durations)} ms` : '';
    console.log(
      `${name}: ${durations.length} tasks over 50 ms in ${WATCHED_MS / 1000} s${longest}`,
    );
  }
});
