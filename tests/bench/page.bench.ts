import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newNode } from '../../shared/catalogue/new-node';
import { addNode, connect, setNodeParameters } from '../../shared/document/edits';
import { serializeProject } from '../../shared/document/file';
import { createDocument } from '../../shared/document/new-document';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import { expect, test } from '../e2e/support/app';

const NODES = 1_000;
const COLUMNS = 40;
const REPETITIONS = 15;
const DRAG_FRAMES = 90;

/** A chain of dense layers, laid out in rows. */
function largeDocument(): ProjectDocument {
  let document = createDocument('Large');
  let last: string | null = null;
  for (let index = 0; index < NODES; index += 1) {
    const kind = index === 0 ? 'input' : index === NODES - 1 ? 'output' : 'dense';
    const position = { x: (index % COLUMNS) * 240, y: Math.floor(index / COLUMNS) * 160 };
    const added = addNode(document, { ...newNode(kind, 'en'), position });
    if (added.id === null) throw new Error('the document is full');
    document = last === null ? added.document : connect(added.document, last, added.id);
    last = added.id;
  }
  const beforeOutput = document.network.nodes[NODES - 2].id;
  return setNodeParameters(document, beforeOutput, { units: 2 });
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

test('1,000 nodes: open, drag, edit', async ({ app }) => {
  const { page } = app;
  const document = largeDocument();
  writeFileSync(join(app.home, 'projects', 'large.vpnet'), serializeProject(document));

  await page.getByRole('button', { name: 'Open…' }).click();
  const entry = page.getByRole('button', { name: 'large.vpnet, project' });
  await expect(entry).toBeVisible();
  const opened = Date.now();
  await entry.click();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  console.log(`open: ${Date.now() - opened} ms from the click to the first frame with nodes`);

  const node = page.locator('.react-flow__node').first();
  const box = await node.boundingBox();
  if (!box) throw new Error('no node to drag');
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    const note = (time: number) => {
      frames.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  for (let step = 0; step < DRAG_FRAMES; step += 1) {
    await page.mouse.move(start.x + step * 2, start.y + Math.sin(step / 8) * 60);
  }
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  await page.mouse.up();
  const gaps = frames.slice(1).map((time, index) => time - frames[index]);
  const slowest = [...gaps].sort((a, b) => b - a)[Math.floor(gaps.length * 0.05)];
  console.log(
    `drag: median ${median(gaps).toFixed(1)} ms a frame, 95 % within ${slowest.toFixed(1)} ms`,
  );

  const times: number[] = [];
  let edited = document;
  analyse(edited);
  for (let index = 0; index < REPETITIONS; index += 1) {
    const id = edited.network.nodes[1].id;
    edited = setNodeParameters(edited, id, { units: 16 + index });
    const before = performance.now();
    analyse(edited);
    times.push(performance.now() - before);
  }
  console.log(`edit: median ${median(times).toFixed(1)} ms to infer all shapes again`);
});
