import { expect, type Page } from '@playwright/test';

/** Walks that hold on every host: the specs of the server host and of the desktop call them. */

/** From the start page to a trained lab, and the failure that it is about. */
export async function trainFirstLab(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open this lab' }).click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  await page.getByRole('tab', { name: 'Gradient flow' }).click();
  await expect(page.getByText('Finished').last()).toBeVisible({ timeout: 60_000 });
  const heatMap = page.getByTestId('heat-map');
  await expect(heatMap).toHaveAttribute('data-rows', '11');
  // V1: the gradient at the first layer is less than a ten-thousandth of the one at the last.
  const minimum = Number(await heatMap.getAttribute('data-minimum'));
  const maximum = Number(await heatMap.getAttribute('data-maximum'));
  expect(minimum).toBeGreaterThan(0);
  expect(minimum / maximum).toBeLessThan(1e-4);
}

/** A run that ends by itself where a number is not finite, and says where. */
export async function watchDivergence(page: Page): Promise<void> {
  await page.locator('[data-lab="N1"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  const alert = page.getByRole('alert').filter({ hasText: /NaN|infinite|finite/i });
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await expect(alert).toContainText(/step \d/);
  // The telemetry up to that step is kept.
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  const step = await page.getByTestId('time-cursor').getAttribute('data-step');
  expect(Number(step)).toBeGreaterThan(0);
}
