import type { Page } from '@playwright/test';
import { expect, test } from './support/app';
import { seriousViolations } from './support/axe';

async function setTraining(page: Page, name: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

async function train(page: Page, epochs: number): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  const done = page.getByText(`epoch ${epochs} / ${epochs}`).first();
  await expect(done).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Finished').last()).toBeVisible();
}

test('RUNS-E2E-1: runs are named, pinned, compared, brought back, trained on, deleted and found again', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  await page.getByRole('tab', { name: 'Training', exact: true }).click();
  await setTraining(page, 'Epochs', '2');
  await train(page, 2);
  await setTraining(page, 'Learning rate', '0.5');
  await setTraining(page, 'Epochs', '3');
  await train(page, 3);

  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const list = page.getByTestId('runs');
  const rows = list.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('SGD 0.1 · Xavier uniform · Sigmoid · 2 epochs');
  const choose = async (row: number, item: string) => {
    await rows.nth(row).getByRole('button', { name: 'More for run' }).press('Enter');
    await page.getByRole('menuitem', { name: item }).press('Enter');
  };
  await choose(0, 'Name and note…');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('High rate');
  await page.getByRole('textbox', { name: 'Note' }).fill('half');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(rows.nth(0)).toContainText('High rate');
  await choose(0, 'Pin: keep it for good');
  await expect(rows.nth(0).getByRole('img', { name: 'pinned' })).toBeVisible();
  await expect(rows.nth(0).getByRole('img', { name: 'Note: half' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter runs' }).fill('sgd HIGH');
  await expect(rows).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Filter runs' }).fill('');

  await list.getByRole('checkbox', { name: 'Select all listed runs' }).press('Space');
  await page.getByRole('button', { name: 'Compare (2)' }).press('Enter');
  const explore = page.getByTestId('explore');
  await expect(explore.getByTestId('compare-training')).toHaveAttribute('data-lines', '2');
  await expect(explore.getByTestId('compare-outcomes')).toContainText('High rate');
  const settings = explore.getByTestId('compare-settings').locator('tbody').getByRole('row');
  await expect(settings).toHaveCount(2);
  await expect(settings.filter({ hasText: 'Learning rate' })).toContainText(/0\.5.*0\.1/);
  await explore.getByRole('switch', { name: 'Show all' }).press('Space');
  await expect(settings.filter({ hasText: 'Activation' }).first()).toContainText('Sigmoid');
  await expect(explore.getByTestId('heat-map')).toHaveCount(2);
  expect(await seriousViolations(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await seriousViolations(page), 'dark').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(explore).toBeHidden();

  const rate = page.getByRole('textbox', { name: 'Learning rate', exact: true });
  await choose(1, 'Bring the project back as it was');
  await expect(rate).toHaveValue('0.1');
  await page.keyboard.press('Control+z');
  await expect(rate).toHaveValue('0.5');

  // On from where the older one ended, with its own settings: the project has others now, and the form says which.
  await choose(1, 'Train on…');
  const form = page.getByTestId('train-on');
  await expect(form).toContainText('learning rate: 0.1 → 0.5');
  await form.getByRole('textbox', { name: 'More epochs' }).fill('4');
  await expect(form).toContainText('To epoch 6 in all');
  await form.getByRole('button', { name: 'Train', exact: true }).press('Enter');
  await expect(page.getByText('epoch 6 / 6').first()).toBeVisible({ timeout: 60_000 });
  await expect(rate).toHaveValue('0.1');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('from step 50');
  await page.getByRole('tab', { name: 'Loss', exact: true }).click();
  await expect(page.getByTestId('loss-chart-begin')).toContainText('step 50');

  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  await choose(1, 'Delete');
  await expect(rows).toHaveCount(2);
  await expect(list).not.toContainText('High rate');
  await page
    .getByRole('alert')
    .filter({ hasText: 'Deleted: High rate' })
    .getByRole('button', { name: 'Undo' })
    .press('Enter');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('High rate');
});
