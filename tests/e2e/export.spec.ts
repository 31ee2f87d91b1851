import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app';

const SIGNATURES = [
  { format: 'PNG', extension: '.png', begins: '\x89PNG' },
  { format: 'SVG', extension: '.svg', begins: '<' },
  { format: 'CSV', extension: '.csv', begins: 'step' },
] as const;

test('MON-E2E-1: a chart is exported as PNG, SVG and CSV', async ({ app }) => {
  const { page } = app;
  const folder = join(app.home, 'projects', 'exports');
  await page.locator('[data-lab="I4"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  await page.getByRole('tab', { name: 'Loss' }).click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  for (const { format, extension, begins } of SIGNATURES) {
    await page.getByTestId('panel-loss').getByTestId('export').click();
    await page.getByRole('menuitem', { name: format }).click();
    const written = () =>
      existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(extension)) : [];
    await expect.poll(written).toHaveLength(1);
    const [name] = written();
    await expect(page.getByText(name)).toBeVisible();
    expect(readFileSync(join(folder, name), 'latin1').slice(0, 200)).toContain(begins);
  }
});

test('MON-E2E-2: where the host is gone, the browser takes the export as a download', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="I4"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  await page.getByRole('tab', { name: 'Loss' }).click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  await app.host().kill();
  await expect(page.getByText('Connection lost')).toBeVisible();
  for (const { format, extension, begins } of SIGNATURES) {
    await page.getByTestId('panel-loss').getByTestId('export').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toContain(extension);
    expect(readFileSync(await download.path(), 'latin1').slice(0, 200)).toContain(begins);
    await expect(page.getByText(`Downloaded ${download.suggestedFilename()}.`)).toBeVisible();
  }
});

test('MON-E2E-3: where the host cannot write an export, the browser takes it and the page says why', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="I4"]').click();
  await page.getByRole('button', { name: 'Train this lab' }).click();
  await page.getByRole('tab', { name: 'Loss' }).click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  // A file where the folder should be: no export can be written, as on a full disk.
  writeFileSync(join(app.home, 'projects', 'exports'), '');
  await page.getByTestId('panel-loss').getByTestId('export').click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const name = (await downloading).suggestedFilename();
  const notice = page.getByRole('alert').filter({ hasText: 'downloaded' });
  await expect(notice).toContainText(`“${name}” could not be written:`);
  await expect(notice).toContainText(`downloaded by the browser instead: ${name}.`);
});
