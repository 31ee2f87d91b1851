import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/app';

test('FOLD-E2E-1: a cross-validation is begun in the runs panel, and its folds differ', async ({
  app,
}) => {
  // Four trainings, which give way to windows: on a busy machine they take their time.
  test.slow();
  const { page } = app;
  await page.locator('[data-lab="D1"]').click();
  await page.getByRole('tab', { name: 'Training', exact: true }).click();
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('1');
  await epochs.press('Enter');
  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const panel = page.getByTestId('panel-runs');
  await panel.getByRole('combobox', { name: 'Folds' }).selectOption('3');
  await panel.getByRole('button', { name: 'Cross-validation' }).click();
  const found = panel.getByRole('region', { name: 'Cross-validation' });
  await expect(found.getByRole('status')).toContainText('over 3 folds', { timeout: 90_000 });
  const rows = found.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(found.getByRole('row', { name: /Mean ± deviation/ })).toContainText('±');
  // The same seed and the same rows would give the same figures, bit for bit.
  const losses = await rows.locator('td:nth-of-type(2)').allInnerTexts();
  expect(new Set(losses).size).toBe(3);
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  const list = panel.getByTestId('runs');
  await expect(list.getByText('Finished')).toHaveCount(4, { timeout: 60_000 });
  const heading = list.getByRole('rowheader', { name: /Cross-validation over 3 folds: .* ±/ });
  await expect(heading).toBeVisible();
  await expect(list.getByRole('row', { name: /Fold [123]/ })).toHaveCount(3);

  // Its runs are kept, and tell it again.
  const before = await found.locator('table').innerText();
  await page.reload();
  await expect(found.getByRole('status')).toContainText('over 3 folds');
  expect(await found.locator('table').innerText()).toBe(before);
  await expect(heading).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id }) => id)).toEqual([]);
});
