import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/app';

test('FOLD-E2E-1: a cross-validation is begun in the runs panel, and its folds differ', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="D1"]').click();
  await page.getByRole('tab', { name: 'Training', exact: true }).click();
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('2');
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
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id }) => id)).toEqual([]);
});
