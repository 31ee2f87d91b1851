import { PANEL_TITLES } from '../../renderer/monitor/panel-titles';
import { LABS } from '../../shared/labs';
import { LAB_CHAPTERS } from '../../shared/labs/lab';
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

for (const chapter of LAB_CHAPTERS) {
  test(`LAB-E2E-4: labs open from the gallery, and train until the chart that they are about is drawn (${chapter.title.en})`, async ({
    app,
  }) => {
    // As many short runs as the chapter has labs, which give way to windows.
    test.slow();
    const { page } = app;
    const canvas = new CanvasPage(page);
    for (const { id, title, look } of LABS.filter((lab) => lab.chapter === chapter.id)) {
      await page.locator(`[data-lab="${id}"]`).click();
      await expect(page.getByRole('heading', { name: title.en, exact: true })).toBeVisible();
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
}
