import { expect, test } from './support/app';

test('LAND-E2E-1: the loss around a run is measured, walked and turned by key, and the plane of its path holds the path', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  await page.keyboard.press('Control+e');
  const explore = page.getByTestId('explore');
  await explore.getByRole('tab', { name: 'Landscape' }).click();
  await explore.getByRole('button', { name: 'Train', exact: true }).click();
  // The page stays, and the run is over soon.
  await expect(page.getByRole('status').getByText('Finished')).toBeVisible({ timeout: 90_000 });

  const choose = async (label: string, option: string) => {
    await explore.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Points', '9 × 9');
  await explore.getByRole('button', { name: 'Measure', exact: true }).click();
  const figures = explore.getByTestId('landscape-figures');
  await expect(figures).toContainText('Sharpness: loss at distance 1', { timeout: 60_000 });
  const contour = explore.getByTestId('landscape-contour');
  await expect(contour).toHaveAttribute('data-measured', '81');
  await explore.getByTestId('landscape-points').focus();
  await page.keyboard.press('ArrowRight');
  await expect(explore.getByText(/^α 0\.25, β 0: loss [\d.e-]+$/).first()).toBeVisible();
  const surface = explore.getByTestId('landscape-surface');
  await expect(surface).toHaveAccessibleName(/seen from 35° around/);
  await explore.getByTestId('landscape-turn').focus();
  await page.keyboard.press('ArrowRight');
  await expect(surface).toHaveAccessibleName(/seen from 40° around/);

  await explore.getByText('The run’s path').click();
  await explore.getByRole('button', { name: 'Measure again' }).click();
  await expect(figures).toContainText('Of the path’s variance, this plane holds', {
    timeout: 60_000,
  });
  await expect(contour).toHaveAccessibleName(/The path of the weights goes from .* to α 0, β 0\./);
});
