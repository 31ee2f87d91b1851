import { expect, test } from './support/app';
import { seriousViolations } from './support/axe';

test('SWEEP-E2E-1: a 2 × 2 sweep is begun by keyboard, fills its phase diagram, opens a run from a cell, and lends its settings as one edit', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  await expect(page.getByTestId('finding')).toBeVisible();
  await page.keyboard.press('Control+e');
  const explore = page.getByTestId('explore');
  await explore.getByRole('tab', { name: 'Sweep' }).focus();
  await page.keyboard.press('Enter');

  const write = async (name: string, values: string) => {
    await explore.getByRole('textbox', { name: `Values of ${name}` }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(values);
  };
  const size = page.getByTestId('sweep-size');
  await write('Initializer', 'glorotUniform, nothing');
  await expect(explore).toContainText('“nothing” is no value of “initializer”');
  const start = page.getByTestId('sweep-start');
  await expect(start).toBeDisabled();
  await write('Initializer', 'glorotUniform, he-normal');
  await write('Activation', 'sigmoid, relu');
  await expect(size).toContainText('4 runs');
  // Shorter runs: a third parameter with one value.
  await explore.getByRole('button', { name: 'Vary another' }).press('Enter');
  await explore.getByRole('combobox', { name: 'Parameter' }).nth(2).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Epochs');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await write('Epochs', '6');
  await expect(size).toContainText('4 runs');
  await start.press('Enter');

  const progress = page.getByTestId('sweep-progress');
  await expect(progress).toHaveAttribute('data-phase', 'finished', { timeout: 90_000 });
  await expect(progress).toContainText('4 of 4 runs');
  const cell = (name: RegExp) =>
    page.getByTestId('phase-diagram').getByRole('button', { name, exact: false });
  await expect(cell(/ReLU.*He normal.* · healthy/)).toHaveText(/^0\.[5-9]/);
  await expect(cell(/Sigmoid.*Xavier uniform.*Sigmoid in depth/)).toHaveText(/^-?0(\.0\d*)?$|e-/);
  expect(await seriousViolations(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await seriousViolations(page), 'dark').toEqual([]);

  // The table says the same, and lends the settings of a run; the edit is undone by one step.
  const table = page.getByTestId('sweep-table');
  await expect(table.getByRole('row')).toHaveCount(5);
  await table.getByRole('button', { name: 'Score' }).press('Enter');
  await expect(table.getByRole('row').nth(1)).toContainText('ReLU');
  await table.getByRole('button', { name: 'Use the settings of run 4' }).press('Enter');
  await expect(page.getByText('The settings of that run are in the network now')).toBeVisible();
  await page.keyboard.press('Control+e');
  const first = page.locator('.react-flow__node').filter({ hasText: 'Hidden 1' }).first();
  await expect(first).toContainText('ReLU · He normal');
  await page.keyboard.press('Control+z');
  await expect(first).toContainText('Sigmoid · Xavier uniform');

  // A cell opens its run: the charts of that run, over the network as it was.
  await page.keyboard.press('Control+e');
  await cell(/Sigmoid.*Xavier uniform/).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(cell(/ReLU.*He normal/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(explore).toBeHidden();
  await expect(page.getByText('Finished').last()).toBeVisible();
  await expect(page.getByText('epoch 6 / 6 · step 150').first()).toBeVisible();
  // The canvas still has the network of the lab: the charts say whose they are, and can be closed.
  const opened = page.getByTestId('opened-run');
  await expect(opened).toContainText(/Charts of run 4 of the sweep.*ReLU/);
  await opened.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(opened).toBeHidden();

  await page.reload();
  await page.getByTestId('monitor').first().waitFor();
  await page.keyboard.press('Control+e');
  await page.getByRole('tab', { name: 'Sweep' }).click();
  await expect(progress).toContainText('4 of 4 runs');
});
