import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
