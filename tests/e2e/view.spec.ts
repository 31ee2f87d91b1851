import type { Locator } from '@playwright/test';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
}
type Box = Awaited<ReturnType<typeof boxOf>>;

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

const holds = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left &&
  inner.right <= outer.right &&
  outer.top <= inner.top &&
  inner.bottom <= outer.bottom;

test('LAB-E2E-3: a lab that was changed for the person is in view, also where it grew', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.locator('[data-lab="R1"]').click();
  await expect(canvas.nodes).not.toHaveCount(0);
  const before = await canvas.nodes.count();
  await page.getByRole('button', { name: 'Change it for me' }).first().click();
  await expect(canvas.nodes).not.toHaveCount(before);
  await expect
    .poll(async () => {
      const outer = await boxOf(canvas.pane);
      const inner = await Promise.all((await canvas.nodes.all()).map(boxOf));
      return inner.filter((box) => !holds(outer, box)).length;
    })
    .toBe(0);
});

test('EDIT-E2E-1: a layer moved far by key stays in view, and every move is undone by itself', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  const canvas = new CanvasPage(page);
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.getByRole('button', { name: 'New project' }).click();
  await canvas.drop('dense', 0.7, 0.7);
  await canvas.node('Dense 1').click();
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press(press % 2 ? 'ArrowRight' : 'ArrowDown');
  }
  await expect(canvas.node('Dense 1')).toBeInViewport({ ratio: 0.999 });
  for (let step = 0; step < 80; step += 1) await page.keyboard.press('Control+z');
  // Undoing does not move the view: the layer may be outside of it, and is on the map all the same.
  await expect(page.locator('.react-flow__minimap-node')).toHaveCount(1);
  await expect(undo).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__minimap-node')).toHaveCount(0);
  await expect(undo).toBeDisabled();
});

test.describe('in a small window', () => {
  test.use({ viewport: { width: 1100, height: 700 } });

  test('SMALL-E2E-1: the switch of overlays and their legend stand apart', async ({ app }) => {
    const { page } = app;
    const canvas = new CanvasPage(page);
    await page.locator('[data-lab="V1"]').click();
    await page.getByRole('button', { name: 'Train this lab' }).first().click();
    const legend = canvas.pane.locator('.react-flow__panel.top.right');
    await expect(legend).toContainText('vanishing');
    const choice = await boxOf(canvas.pane.getByRole('radiogroup'));
    expect(overlap(choice, await boxOf(legend))).toBe(false);
  });
});
