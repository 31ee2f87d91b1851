import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

test('DRAFT-E2E-1: work that was never saved is offered again after the host was killed', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await canvas.drop('input', 0.2, 0.5);
  await canvas.drop('dense', 0.5, 0.5);
  await canvas.connect('Input 1', 'Dense 1');
  const drafts = join(app.home, 'data', 'drafts');
  await expect.poll(() => readdirSync(drafts).length).toBe(1);
  await expect
    .poll(() => readFileSync(join(drafts, readdirSync(drafts)[0]), 'utf8'))
    .toContain('"target"');

  await app.restart();
  await page.getByRole('button', { name: 'Restore' }).first().click();
  await expect(canvas.nodes).toHaveCount(2);
  await expect(canvas.edges).toHaveCount(1);
});

test('SAVE-E2E-1: leaving unsaved work asks first; a damaged file is mended and says how', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.locator('[data-lab="I4"]').click();
  await expect(canvas.nodes).not.toHaveCount(0);
  const all = await canvas.nodes.count();
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save project' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill('damaged');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('tab', { name: 'Layers' }).click();
  await canvas.drop('dense', 0.3, 0.9);
  await page.getByRole('button', { name: 'Start page' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText(/unsaved|save/i);
  await question.getByRole('button', { name: /Don.t save|Discard/ }).click();

  const file = join(app.home, 'projects', 'damaged.vpnet');
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  expect(saved.network.nodes).toHaveLength(all);
  saved.network.edges[0].source = 'nobody';
  writeFileSync(file, JSON.stringify(saved, null, 2));
  await page
    // The list of the start page: until that comes, the project's name in the bar above is called so too.
    .getByRole('navigation', { name: 'Projects' })
    .getByRole('button', { name: /damaged|I4/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('1 connection');
  await page.keyboard.press('Escape');
  await expect(canvas.nodes).toHaveCount(all);
});

test('RELOAD-E2E-1: a page that is loaded anew comes back to its project and to the run under way', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  const step = page.getByRole('slider', { name: 'Time cursor' });
  const newest = async () => Number(await step.getAttribute('aria-valuemax'));

  // A lab that nobody changed has neither file nor draft.
  await page.locator('[data-lab="R1"]').click();
  await expect(canvas.nodes).not.toHaveCount(0);
  const all = await canvas.nodes.count();
  await page.getByRole('tab', { name: 'Training' }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill('2000');
  await page.getByRole('textbox', { name: 'Epochs' }).press('Enter');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.reload();
  await expect(canvas.nodes).toHaveCount(all);
  await expect(page.getByRole('tab', { name: 'Lab', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  // Unsaved work, and a run in the middle.
  await page.getByRole('textbox', { name: 'Epochs' }).fill('2000');
  await page.getByRole('textbox', { name: 'Epochs' }).press('Enter');
  await page.getByRole('button', { name: 'Train this lab' }).click();
  await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan(20);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Epochs' })).toHaveValue('2000');
  await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan(20);
  const before = await newest();
  await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan(before);
  await page.getByRole('group', { name: 'Training' }).getByRole('button', { name: 'Stop' }).click();

  // A saved project without a change.
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save project' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill('kept');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(canvas.nodes).toHaveCount(all);
  await expect(page).toHaveTitle(/R1|kept/);
  await expect(page.getByText('Read-only')).toHaveCount(0);
});
