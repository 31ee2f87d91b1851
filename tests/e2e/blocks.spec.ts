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
