import { PANEL_TITLES } from '../../renderer/monitor/panel-titles';
import { LABS } from '../../shared/labs';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';
import { trainFirstLab, watchDivergence } from './walks/labs';

test('LAB-E2E-1: a first visit goes from the start page to a trained lab in three clicks', async ({
  app,
}) => {
  await trainFirstLab(app.page);
});

test('LAB-E2E-2: a run that diverges stops by itself and names the first tensor that was not finite', async ({
  app,
}) => {
  await watchDivergence(app.page);
});

test('LAB-E2E-4: every lab opens from the gallery, and trains until the chart that it is about is drawn', async ({
  app,
}) => {
  // As many short runs as there are labs, which give way to windows.
  test.slow();
  const { page } = app;
  const canvas = new CanvasPage(page);
  for (const { id, title, look } of LABS) {
    await page.locator(`[data-lab="${id}"]`).click();
    await expect(page.getByRole('heading', { name: title.en })).toBeVisible();
    await expect(canvas.nodes).not.toHaveCount(0);
    await page.getByRole('button', { name: 'Train this lab' }).click();
    const panel = page.getByTestId(`panel-${look.chart}`);
    await expect(panel.locator('canvas, svg:not(.lucide)').first(), id).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('tab', { name: PANEL_TITLES[look.chart].en })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    // An unchanged lab is left without a question, and its run with it.
    await page.getByRole('button', { name: 'Start page' }).click();
  }
});
