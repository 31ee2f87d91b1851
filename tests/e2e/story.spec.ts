import type { Page } from '@playwright/test';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';
import { distinctColours, pictureHash } from './support/pixels';
import { STORY_WORDS } from './support/words';

const TARGET_ACCURACY = 0.95;

/** Share of validation samples on the confusion matrix's diagonal at the time cursor. */
async function validationAccuracy(page: Page): Promise<number> {
  const matrix = page.getByTestId('confusion');
  if ((await matrix.count()) === 0) return 0;
  const right = Number(await matrix.getAttribute('data-right'));
  const total = Number(await matrix.getAttribute('data-total'));
  return right / total;
}

const openChart = (page: Page, name: string) =>
  page.getByRole('tab', { name, exact: true }).click();

for (const [locale, words] of Object.entries(STORY_WORDS)) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`E2E-1: draw, mend, train, scrub, undo, redo, save, lose the host, reopen (${locale})`, async ({
      app,
    }) => {
      const { page } = app;
      const controls = page.getByRole('group', { name: words.training });
      const canvas = new CanvasPage(page);

      await test.step('draw a network of three layers by dragging, and connect it', async () => {
        await page.getByRole('button', { name: words.newProject }).click();
        await canvas.drop('input', 0.1, 0.55);
        await canvas.drop('dense', 0.3, 0.35);
        await canvas.drop('dense', 0.5, 0.55);
        await canvas.drop('dense', 0.7, 0.35);
        await canvas.drop('output', 0.88, 0.55);
        await canvas.connect(`${words.input} 1`, `${words.dense} 1`);
        await canvas.connect(`${words.dense} 1`, `${words.dense} 2`);
        await canvas.connect(`${words.dense} 2`, `${words.dense} 3`);
        await canvas.connect(`${words.dense} 3`, `${words.output} 1`);
      });

      await test.step('the app points at the shape error, and it is mended', async () => {
        const strip = page.getByRole('region', { name: words.problems });
        await expect(strip).toContainText('32');
        await canvas.node(`${words.dense} 3`).click();
        const units = page.getByRole('textbox', { name: words.units });
        await units.fill('2');
        await units.press('Enter');
        await page.getByRole('combobox', { name: words.activation }).first().click();
        await page.getByRole('option', { name: words.linear }).click();
        await expect(page.getByText(words.ready)).toBeVisible();
      });

      await test.step('train on spirals to over 95 % validation accuracy', async () => {
        await page.getByRole('tab', { name: words.training, exact: true }).click();
        const epochs = page.getByRole('textbox', { name: words.epochs });
        await epochs.fill('50000');
        await epochs.press('Enter');
        await openChart(page, words.fit);
        await controls.getByRole('button', { name: words.train, exact: true }).click();
        await expect
          .poll(() => validationAccuracy(page), { timeout: 60_000 })
          .toBeGreaterThan(TARGET_ACCURACY);
      });

      await test.step('the heat map moves: in numbers and in pixels', async () => {
        await openChart(page, words.gradientFlow);
        const heatMap = page.getByTestId('heat-map');
        const columns = async () => Number(await heatMap.getAttribute('data-columns'));
        const before = await columns();
        expect(Number(await heatMap.getAttribute('data-rows'))).toBe(3);
        await expect.poll(columns).toBeGreaterThan(before);
        expect(await distinctColours(heatMap)).toBeGreaterThan(8);
      });
      await test.step('the dead-ReLU chart counts units', async () => {
        await openChart(page, words.deadUnits);
        const hidden = page.locator('[data-testid^="dead-layer-"]');
        await expect(hidden).toHaveCount(2);
        for (const layer of await hidden.all()) {
          await expect(layer).toHaveAttribute('data-units', '32');
          const now = Number(await layer.getAttribute('data-now'));
          const lasting = Number(await layer.getAttribute('data-lasting'));
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThan(32);
          expect(lasting).toBeLessThanOrEqual(32);
        }
        const grid = page.locator('[data-testid^="unit-grid-"]').first();
        const before = await pictureHash(grid);
        await expect.poll(() => pictureHash(grid)).not.toBe(before);
        expect(await distinctColours(grid)).toBeGreaterThan(3);
      });

      await test.step('scrubbing to the first step shows that step everywhere', async () => {
        await controls.getByRole('button', { name: words.stop }).click();
        await openChart(page, words.fit);
        const cursor = page.getByTestId('time-cursor');
        const newest = Number(await cursor.getAttribute('data-step'));
        expect(newest).toBeGreaterThan(50);
        const readings = canvas.node(`${words.dense} 1`);
        const textAtEnd = (await readings.textContent()) ?? '';
        await page.getByRole('slider', { name: words.timeCursor }).press('Home');
        await expect(cursor).toHaveAttribute('data-step', '0');
        await expect.poll(() => validationAccuracy(page)).toBeLessThan(0.8);
        await expect(readings).not.toHaveText(textAtEnd);
        await page.getByRole('slider', { name: words.timeCursor }).press('End');
        await expect.poll(() => validationAccuracy(page)).toBeGreaterThan(TARGET_ACCURACY);
      });

      await test.step('undo everything, redo everything; results stay', async () => {
        const undo = page.getByRole('button', { name: words.undo });
        const redo = page.getByRole('button', { name: words.redo });
        await canvas.pane.click({ position: { x: 20, y: 200 } });
        let steps = 0;
        while (await undo.isEnabled()) {
          await page.keyboard.press('Control+z');
          steps += 1;
          expect(steps).toBeLessThan(40);
        }
        await expect(canvas.nodes).toHaveCount(0);
        await expect(canvas.edges).toHaveCount(0);
        // Five layers, four connections, the units, the activation, the epochs: one step an intention.
        expect(steps).toBe(12);
        await expect.poll(() => validationAccuracy(page)).toBeGreaterThan(TARGET_ACCURACY);
        while (await redo.isEnabled()) await page.keyboard.press('Control+Shift+z');
        await expect(canvas.nodes).toHaveCount(5);
        await expect(canvas.edges).toHaveCount(4);
        await expect(page.getByText(words.ready)).toBeVisible();
      });

      await test.step('save, kill the host, start it again: the same network and its charts', async () => {
        await page.keyboard.press('Control+s');
        const dialog = page.getByRole('dialog', { name: words.saveProject });
        await dialog.getByRole('textbox', { name: words.fileName }).fill(words.lesson);
        await dialog.getByRole('button', { name: words.save }).click();
        await expect(dialog).toBeHidden();
        // The dialog is gone before the file is written; the mark goes when it is.
        await expect(page.getByRole('img', { name: words.unsaved })).toBeHidden();
        const before = (await canvas.nodes.allInnerTexts()).map((text) =>
          text.split('\n').slice(0, 3),
        );

        await app.restart();
        await page.getByRole('button', { name: words.lesson }).first().click();
        await expect(canvas.nodes).toHaveCount(5);
        await expect(canvas.edges).toHaveCount(4);
        const after = (await canvas.nodes.allInnerTexts()).map((text) =>
          text.split('\n').slice(0, 3),
        );
        expect(after).toEqual(before);
        await openChart(page, words.fit);
        await expect.poll(() => validationAccuracy(page)).toBeGreaterThan(TARGET_ACCURACY);
      });
    });
  });
}
