import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

test('SHARE-E2E-1: two layers share their weights in the inspector, show it, and have their own again', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('button', { name: 'Start from a small network' }).click();
  const [first, second, copy] = ['Dense 1', 'Dense 2', 'Dense 4'];
  const share = async (user: string, owner: string) => {
    await canvas.node(user).click();
    await page.getByRole('combobox', { name: 'Share weights with' }).click();
    await page.getByRole('option', { name: owner, exact: true }).click();
    await expect(canvas.node(user).getByText(`= ${owner}`)).toBeVisible();
  };
  await canvas.node(second).click();
  await page.keyboard.press('Control+d');
  await expect(canvas.node(copy)).toBeVisible();
  // A copy lies on its original; the pointer must reach both.
  await page.keyboard.press('Control+Shift+L');
  await share(copy, second);
  await expect(page.getByText(/The weights are those of Dense 2, used in 2 places/)).toBeVisible();
  await expect(page.getByLabel(/^Dense 4\. Shares the weights of Dense 2/)).toBeVisible();

  // The others of a group light up.
  await page.keyboard.press('Escape');
  await canvas.node(second).hover();
  await expect(canvas.node(copy).locator('[data-sharing="lit"]')).toBeVisible();

  // Layers of other sizes cannot share, and say so.
  await share(second, first);
  await expect(
    page
      .getByText(/there kernel is 2 × 16/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();

  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Undo' }).click();
  await expect(canvas.nodes.getByText(/^= /)).toHaveCount(0);
});
