import { expect, test } from './support/app';

test('TELE-E2E-1: a layer’s Jacobian is measured when asked for and drawn; the noise of the gradient stands among the updates', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).first().click();
  const training = page.getByRole('group', { name: 'Training' });
  const bars = page.getByRole('img', { name: /singular values from .* logarithmic/ });
  // Of a run that is over, with the weights that it ended with, for a sample of one's choice.
  await page.locator('.react-flow__node').nth(2).click();
  await expect(page.getByRole('button', { name: 'Measure now' })).toBeVisible({ timeout: 60_000 });
  await training.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('The run is over: measured')).toBeVisible({ timeout: 60_000 });
  await page.getByLabel('Sample, in the order of the data').fill('5');
  await page.getByRole('button', { name: 'Measure now' }).click();
  await expect(bars.first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/After step [\d,]+, for sample 5/)).toBeVisible();
  // Once a run is over, a step is the first of a new one, which waits.
  await training.getByRole('button', { name: 'One step' }).click({ timeout: 60_000 });
  await expect(bars).toHaveCount(0);
  await page.getByRole('button', { name: 'Measure now' }).click({ timeout: 60_000 });
  await expect(bars.first()).toBeVisible();
  expect(await bars.first().locator('rect').count()).toBeGreaterThan(1);
  await expect(page.getByText('Effective rank').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Updates', exact: true }).click();
  await expect(page.getByTestId('lines-noise')).toHaveAttribute(
    'aria-label',
    /^Gradient noise scale: .* step/,
  );
});
