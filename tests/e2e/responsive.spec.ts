import { expect, test } from './support/app';

declare global {
  interface Window {
    longTasks: number[];
  }
}

const LONG_TASK_MS = 50;

test('TRAIN-E2E-1: no task of the page takes over 50 ms while a network of 20 layers trains', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="R1"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  for (const tab of ['Gradient flow', 'Loss']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.waitForTimeout(1_500);
    await page.evaluate(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
      }).observe({ type: 'longtask' });
    });
    await page.waitForTimeout(4_000);
    const tasks = await page.evaluate(() => window.longTasks);
    console.log(tab, tasks);
    expect(
      tasks.filter((duration) => duration > LONG_TASK_MS),
      tab,
    ).toEqual([]);
  }
});
