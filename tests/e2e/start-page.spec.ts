import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeProject } from '../../shared/document/file';
import { createDocument } from '../../shared/document/new-document';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

/** Of all scripts that the start page waits for; with the workbench in them they had 2,028,867. */
const MAX_SCRIPT_BYTES = 1_300_000;

test('LOAD-E2E-1: the start page works before the workbench is loaded, stays until it is, and keeps the focus', async ({
  app,
}) => {
  const { page } = app;
  // What the page names itself; what it loads behind the start page, as the machine has time, does not count.
  const html = await (await page.request.get(page.url())).text();
  const named = [...new Set(html.match(/assets\/[^"]+\.js/g))];
  const sizes = await Promise.all(
    named.map(async (path) => {
      const script = await page.request.get(new URL(path, page.url()).href);
      expect(script.ok()).toBe(true);
      return (await script.body()).byteLength;
    }),
  );
  const scriptBytes = sizes.reduce((sum, size) => sum + size, 0);
  const held = new Set<string>();
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/assets\/(workbench|data-panel|loss-chart)-[^/]*\.js$/, async (route) => {
    held.add(route.request().url());
    await arrived;
    await route.continue();
  });
  await page.reload();
  await expect(page.locator('[data-lab="R1"]')).toBeVisible();
  await expect.poll(() => held.size).toBe(1);
  expect(scriptBytes).toBeGreaterThan(0);
  expect(scriptBytes).toBeLessThan(MAX_SCRIPT_BYTES);

  const create = page.getByRole('button', { name: 'New project' });
  await create.click();
  await expect(page).toHaveTitle(/Untitled/);
  await expect(create).toBeFocused();
  await expect(page.locator('[data-lab="R1"]')).toBeVisible();
  arrive();
  await expect(new CanvasPage(page).pane).toBeVisible();
  await expect.poll(() => held.size).toBe(3);
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Data', exact: true })).toBeFocused();
});

test('OPEN-E2E-1: a project named at the start is open in the page; what is no project is said in words', async ({
  app,
}) => {
  const { page } = app;
  const file = join(app.home, 'named.vpnet');
  writeFileSync(file, serializeProject(createDocument('Named')));
  await app.restart(file);
  await expect(new CanvasPage(page).pane).toBeVisible();
  await expect(page).toHaveTitle(/Named/);

  writeFileSync(file, 'junk');
  await app.restart(file);
  await expect(page.getByRole('alert')).toContainText('The file is damaged');
  await expect(page.locator('[data-lab="R1"]')).toBeVisible();
});
