import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

test('KEY-E2E-1: a network is drawn, connected, trained and saved without a pointer', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  await page.getByRole('button', { name: 'New project' }).focus();
  await press('Enter');
  await expect(canvas.pane).toBeVisible();

  for (const kind of ['Input', 'Dense', 'Output']) {
    await press('/');
    const search = page.getByRole('combobox', { name: /add|layer/i }).last();
    await expect(search).toBeFocused();
    await page.keyboard.type(kind);
    await press('Enter');
    await expect(canvas.node(`${kind} 1`)).toBeVisible();
  }
  await expect(canvas.nodes).toHaveCount(3);
  // Each new layer is joined to the one that was selected before it, or C joins them.
  for (const [from, to] of [
    ['Input 1', 'Dense 1'],
    ['Dense 1', 'Output 1'],
  ]) {
    if ((await canvas.edges.count()) >= 2) break;
    await canvas.node(from).focus();
    await press('c');
    await page.keyboard.type(to);
    await press('Enter');
  }
  await expect(canvas.edges).toHaveCount(2);

  await press('?');
  const shortcuts = page.getByRole('dialog', { name: /shortcut/i });
  await expect(shortcuts).toBeVisible();
  await press('Escape');
  await expect(shortcuts).toBeHidden();

  await press('Control+k');
  const palette = page.getByRole('dialog').getByRole('textbox');
  await expect(palette).toBeFocused();
  await page.keyboard.type('layout');
  await press('Enter');
  await expect(palette).toBeHidden();

  await press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save project' });
  await dialog.getByRole('textbox', { name: 'File name' }).focus();
  await press('Control+a');
  await page.keyboard.type('keys');
  await press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('keys').first()).toBeVisible();
});
