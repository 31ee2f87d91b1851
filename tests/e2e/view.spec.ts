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

/** Pixels between what is brought into view and what floats over the canvas, or its edge. */
const GAP = 16;

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
  await expect(canvas.node('Dense 1')).toBeInViewport({ ratio: 0.999 });
  await expect(undo).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(canvas.nodes).toHaveCount(0);
  await expect(undo).toBeDisabled();
});

test('EDIT-E2E-2: undo and redo bring what they change into view, and move a view that shows it not at all', async ({
  app,
}) => {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const canvas = new CanvasPage(page);
  const view = async () => {
    const matrix = await page
      .locator('.react-flow__viewport')
      .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform));
    return { x: Math.round(matrix.e), y: Math.round(matrix.f) };
  };
  const panBy = async (x: number, y: number) => {
    const before = await view();
    await canvas.pane.hover({ position: { x: 300, y: 200 } });
    await page.mouse.wheel(-x, -y);
    await expect.poll(async () => (await view()).x).not.toBe(before.x);
  };
  await page.getByRole('button', { name: 'New project' }).click();
  await canvas.drop('dense', 0.5, 0.4);
  await canvas.node('Dense 1').click();
  await page.keyboard.press('ArrowRight');

  const shown = await view();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  expect(await view()).toEqual(shown);

  // Far to the left of the view: it comes back until it stands clear of the tools at the edge, and no further.
  await panBy(-2000, 0);
  const away = await view();
  await expect(canvas.node('Dense 1')).not.toBeInViewport();
  await page.keyboard.press('Control+z');
  await expect(canvas.node('Dense 1')).toBeInViewport({ ratio: 0.999 });
  const back = await view();
  expect(back.y).toBe(away.y);
  const pane = await boxOf(canvas.pane);
  const tools = await boxOf(canvas.pane.getByRole('toolbar'));
  expect(Math.round((await boxOf(canvas.node('Dense 1'))).left - tools.right)).toBe(GAP);
  // Taken away, there is nothing to show; brought back, it is shown.
  await page.keyboard.press('Control+z');
  expect(await view()).toEqual(back);
  await panBy(3000, 0);
  await page.keyboard.press('Control+y');
  await expect(canvas.node('Dense 1')).toBeInViewport({ ratio: 0.999 });
  expect(Math.round(pane.right - (await boxOf(canvas.node('Dense 1'))).right)).toBe(GAP);
});

test.describe('in a small window', () => {
  test.use({ viewport: { width: 1100, height: 700 } });

  test('SMALL-E2E-1: the switch of overlays and their legend stand apart', async ({ app }) => {
    const { page } = app;
    const canvas = new CanvasPage(page);
    await page.locator('[data-lab="V1"]').click();
    await page.getByRole('button', { name: 'Train this lab' }).first().click();
    const legend = canvas.pane.locator('.react-flow__panel.top.right');
    await expect(legend).toContainText('vanishing', { timeout: 60_000 });
    const choice = await boxOf(canvas.pane.getByRole('radiogroup'));
    expect(overlap(choice, await boxOf(legend))).toBe(false);
    // While it trains, another finding may take the place of the one that is opened.
    await expect(page.getByText('Finished').last()).toBeVisible({ timeout: 60_000 });
    // An opened finding leaves the canvas a band too narrow for the tools as well; closed, they are back, and apart.
    const finding = page.getByTestId('finding');
    const tools = canvas.pane.getByRole('toolbar');
    await finding.getByRole('button', { name: 'Why' }).click();
    await expect(tools).toBeHidden();
    await expect(canvas.pane.getByRole('radiogroup')).toBeInViewport({ ratio: 0.99 });
    await finding.getByRole('button', { name: 'Close' }).click();
    await expect(tools.getByRole('button', { name: 'Zoom in' })).toBeInViewport({ ratio: 0.99 });
    expect(overlap(await boxOf(canvas.pane.getByRole('radiogroup')), await boxOf(tools))).toBe(
      false,
    );
  });
});
