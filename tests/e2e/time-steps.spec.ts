import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataset, inputLayer, networkOf, outputLayer } from '../../shared/labs/builder';
import { expect, test } from './support/app';
import { distinctColours } from './support/pixels';

const plain = (id: string, kind: string, parameters = {}) => ({
  id,
  kind,
  name: { en: id, zh: id },
  parameters,
});

/** An LSTM in both directions over twelve time steps of the adding problem. */
const recurrent = networkOf(
  [
    inputLayer,
    plain('lstm', 'lstm', { units: 8, direction: 'both' }),
    plain('last', 'dense', { units: 1, activation: { kind: 'linear', parameters: {} } }),
    outputLayer,
  ],
  'en',
);

test('SEQ-E2E-1: the gradient of each time step is drawn, told at the pointer and as a table', async ({
  app,
}) => {
  const { page } = app;
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('tab', { name: 'Through time', exact: true }).click();
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save project' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill('recurrent');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Start page' }).click();
  // The start page comes when the save is over: written before that, the file would be written over.
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible();
  const file = join(app.home, 'projects', 'recurrent.vpnet');
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  saved.network = recurrent;
  saved.data.dataset = dataset('adding', { samples: 64, steps: 12 });
  saved.training.loss = { kind: 'meanSquaredError', parameters: {} };
  writeFileSync(file, JSON.stringify(saved));
  await page
    .getByRole('button', { name: /recurrent/ })
    .first()
    .click();

  await page.getByRole('tab', { name: 'Through time', exact: true }).click();
  const controls = page.getByRole('group', { name: 'Training' });
  await controls.getByRole('button', { name: 'Train', exact: true }).click();
  const map = page.getByTestId('time-step-map');
  await expect(map).toHaveAttribute('data-rows', '12');
  await expect.poll(async () => Number(await map.getAttribute('data-columns'))).toBeGreaterThan(8);
  await expect.poll(() => distinctColours(map)).toBeGreaterThan(3);
  await expect(map).toHaveAttribute('aria-label', /^lstm →: RMS .* 12 time steps/);

  const panel = page.getByTestId('panel-time');
  await panel.getByRole('combobox', { name: 'Recurrence' }).selectOption('lstm ←');
  await expect(map).toHaveAttribute('aria-label', /^lstm ←/);
  await panel.getByRole('switch', { name: 'Table' }).check();
  const table = page.getByTestId('time-step-table');
  await expect(table.getByRole('row')).toHaveCount(13);
  await expect(table.getByRole('rowheader').first()).toHaveText('12');
});

test('SEQ-E2E-2: a network without a recurrence says so, and what to add', async ({ app }) => {
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).first().click();
  await page.getByRole('tab', { name: 'Through time', exact: true }).click();
  await expect(page.getByTestId('panel-time')).toContainText('This network has no recurrence');
});
