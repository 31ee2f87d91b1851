import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

test('BLOCK-E2E-1: a block is made, used twice, opened, edited inside, taken back and trained', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('button', { name: 'Start from a small network' }).click();
  await canvas.node('Dense 2').click();
  await page.keyboard.press('Control+g');
  await expect(canvas.node('Block 1')).toBeVisible();
  await expect(canvas.node('Dense 2')).toHaveCount(0);
  await expect(canvas.nodes).toHaveCount(5);

  // A second instance goes into the connection behind the first.
  await page.keyboard.press('Shift+1');
  const line = page.getByLabel('From Block 1 to Dense 3').locator('.react-flow__edge-interaction');
  await expect(async () => {
    const [at, pane] = [await line.boundingBox(), await canvas.pane.boundingBox()];
    if (!at || !pane) throw new Error('no connection to drop on');
    await page.locator('button[data-kind="block:definition-1"]').dragTo(canvas.pane, {
      targetPosition: { x: at.x + at.width / 2 - pane.x, y: at.y + at.height / 2 - pane.y },
    });
    await expect(page.getByLabel('From Block 2 to Dense 3')).toBeAttached({ timeout: 1000 });
  }).toPass();
  await expect(canvas.node('Block 2')).toBeVisible();

  await canvas.node('Block 1').dblclick();
  const breadcrumb = page.getByRole('navigation', { name: 'Opened block' });
  await expect(breadcrumb).toContainText('Block 1');
  await expect(canvas.node('Dense 2')).toBeVisible();
  await canvas.node('Dense 2').click();
  const units = page.getByRole('textbox', { name: 'Units' });
  await units.fill('7');
  await units.press('Enter');
  await breadcrumb.getByRole('button', { name: 'Network' }).click();
  await expect(breadcrumb).toBeHidden();
  for (const block of ['Block 1', 'Block 2']) {
    await expect(canvas.node(block).getByText('→ 7')).toBeVisible();
  }

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(canvas.node('Block 2').getByText('→ 16')).toBeVisible();

  // Enter on the selected block opens it, and the keyboard leads out again.
  await canvas.node('Block 2').click();
  await page.keyboard.press('Enter');
  await expect(breadcrumb).toContainText('Block 2');
  await page.keyboard.press('Control+ArrowUp');
  await expect(breadcrumb).toBeHidden();

  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await expect(canvas.node('Block 1').getByText('Signal')).toBeVisible();
  await canvas.node('Block 1').dblclick();
  await expect(canvas.node('Dense 2').getByText('Signal')).toBeVisible();
  await page.getByRole('tab', { name: 'Gradient flow' }).click();
  await page.getByRole('switch', { name: 'Table' }).click();
  await page.getByRole('button', { name: 'Block 2 / Dense 2' }).click();
  await expect(breadcrumb).toContainText('Block 2');
});

test('BLOCK-E2E-2: a block is expanded in place, and a ready-made one comes with its settings', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('button', { name: 'Start from a small network' }).click();
  await canvas.node('Dense 2').click();
  await page.locator('button[data-kind="ready-block:residual"]').click();
  const block = canvas.node('Residual block 1');
  await expect(block).toBeVisible();
  const units = page.getByRole('textbox', { name: 'Units' });
  await units.fill('16');
  await units.press('Enter');
  await expect(block.getByText('→ 16')).toBeVisible();
  await page.getByRole('button', { name: 'Expand in place' }).click();
  await expect(block).toHaveCount(0);
  await expect(canvas.node('Add 1')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(block).toBeVisible();
});

test('BLOCK-E2E-3: settings are renamed and merged, and a block that is used is deleted and taken back', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('button', { name: 'Start from a small network' }).click();
  await canvas.node('Dense 1').click();
  await canvas.node('Dense 2').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  const block = canvas.node('Block 1');
  await block.dblclick();
  for (const layer of ['Dense 1', 'Dense 2']) {
    await canvas.node(layer).click();
    await page.getByRole('combobox', { name: 'Settings of the block' }).click();
    await page.getByRole('option', { name: 'Units' }).click();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('navigation', { name: 'Opened block' }).getByText('Network').click();

  await block.click();
  await page.getByText('Rename and merge settings').click();
  const name = page.getByRole('textbox', { name: 'Name of the setting Dense 1 · Units' });
  await name.fill('Width');
  await name.press('Enter');
  await page.getByRole('combobox', { name: 'Merge Dense 2 · Units into' }).click();
  await page.getByRole('option', { name: 'Width' }).click();
  await expect(page.getByText('Sets Dense 1 · Units, Dense 2 · Units')).toBeVisible();
  const width = page.getByRole('textbox', { name: 'Width', exact: true });
  await width.fill('5');
  await width.press('Enter');
  // 2 features to 5 units to 5 units, with biases.
  await expect(block.getByText('45 params')).toBeVisible();
  await expect(block.getByText(/FLOPs$/)).toBeVisible();

  await page.getByRole('button', { name: 'Delete the block Block 1' }).click();
  const question = page.getByRole('dialog', { name: 'Delete the block “Block 1”?' });
  await expect(question).toContainText('Instances in use: 1.');
  await question.getByRole('button', { name: 'Expand all and delete' }).click();
  await expect(block).toHaveCount(0);
  for (const layer of ['Dense 1', 'Dense 2']) {
    await expect(canvas.node(layer).getByText('→ 5')).toBeVisible();
  }
  await expect(page.locator('button[data-kind="block:definition-1"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(block.getByText('45 params')).toBeVisible();
});
