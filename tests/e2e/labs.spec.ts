import { expect, test } from './support/app';

test('LAB-E2E-1: a first visit goes from the start page to a trained lab in three clicks', async ({
  app,
}) => {
  const { page } = app;
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
});

test('LAB-E2E-2: a run that diverges stops by itself and names the first tensor that was not finite', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="N1"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  const alert = page.getByRole('alert').filter({ hasText: /NaN|infinite|finite/i });
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await expect(alert).toContainText(/step \d/);
  // The telemetry up to that step is kept.
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  expect(Number(await page.getByTestId('time-cursor').getAttribute('data-step'))).toBeGreaterThan(
    0,
  );
});
