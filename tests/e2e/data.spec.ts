import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

const TARGET_ACCURACY = 0.95;

test('DATA-E2E-1: the digits project reaches 95 % validation accuracy', async ({ app }) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: /digits/i }).click();
  await expect(page.getByText(/28/).first()).toBeVisible();

  await page.getByRole('tab', { name: 'Layers' }).click();
  await canvas.drop('input', 0.1, 0.3);
  await canvas.drop('flatten', 0.3, 0.5);
  await canvas.drop('dense', 0.5, 0.3);
  await canvas.drop('dense', 0.7, 0.5);
  await canvas.drop('output', 0.88, 0.3);
  await canvas.connect('Input 1', 'Flatten 1');
  await canvas.connect('Flatten 1', 'Dense 1');
  await canvas.connect('Dense 1', 'Dense 2');
  await canvas.connect('Dense 2', 'Output 1');
  await canvas.node('Dense 1').click();
  await fill('Units', '128');
  await canvas.node('Dense 2').click();
  await fill('Units', '10');
  await page.getByRole('combobox', { name: 'Activation' }).first().click();
  await page.getByRole('option', { name: 'Linear' }).click();
  await page.getByRole('tab', { name: 'Training' }).click();
  await fill('Learning rate', '0.002');
  await fill('Epochs', '30');
  await expect(page.getByText('Ready to train')).toBeVisible();
  await page.getByRole('tab', { name: 'Fit' }).click();
  await page
    .getByRole('group', { name: 'Training' })
    .getByRole('button', { name: 'Train', exact: true })
    .click();
  await expect
    .poll(
      async () => {
        const matrix = page.getByTestId('confusion');
        if ((await matrix.count()) === 0) return 0;
        const right = Number(await matrix.getAttribute('data-right'));
        return right / Number(await matrix.getAttribute('data-total'));
      },
      { timeout: 90_000 },
    )
    .toBeGreaterThan(TARGET_ACCURACY);

  async function fill(label: string, value: string): Promise<void> {
    const field = page.getByRole('textbox', { name: label, exact: true });
    await field.fill(value);
    await field.press('Enter');
  }
});

const BAD_CSV = 'width,height,kind\n1,2,cat\n2,abc,dog\n3,4,cat\n4,5,dog\n5,6,cat\n';

test('CSV-E2E-1: a table of one’s own is previewed, and a bad row is named by line and column', async ({
  app,
}) => {
  const { page } = app;
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await page
    .locator('input[type="file"][accept*="csv"]')
    .setInputFiles({ name: 'pets.csv', mimeType: 'text/csv', buffer: Buffer.from(BAD_CSV) });
  const panel = page.getByRole('navigation', { name: 'Layers, data and lab' });
  await expect(panel).toContainText('pets.csv');
  await expect(panel).toContainText(/line 3/i);
  await expect(panel).toContainText('height');
  await expect(panel.getByRole('columnheader', { name: 'width' })).toBeVisible();
});

const PICTURES = join(import.meta.dirname, '../fixtures/pictures');

test('PICTURE-E2E-1: a folder of pictures is imported, drawn, and changed at random where the person says so', async ({
  app,
}) => {
  const { page, home } = app;
  const folder = join(home, 'pets');
  for (const name of ['cats', 'dogs']) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const file of ['rgb.png', 'rgba.png']) {
      copyFileSync(join(PICTURES, file), join(folder, name, file));
    }
  }
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.locator('input[webkitdirectory]').setInputFiles(folder);
  const panel = page.getByRole('navigation', { name: 'Layers, data and lab' });
  await expect(panel).toContainText('pets, pictures read: 4');
  await expect(
    panel.getByRole('img', { name: /pictures, one row for each of 2 classes/ }),
  ).toBeVisible();
  await panel.getByRole('checkbox', { name: 'Flip left and right' }).check();
  const augmented = panel.getByTestId('augmented');
  await expect(augmented).toBeVisible();
  const pictures = await augmented.evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const context = (canvas as HTMLCanvasElement).getContext('2d');
    return Array.from({ length: 9 }, (_, index) =>
      context?.getImageData((index * width) / 9, 0, 9, height).data.join(),
    );
  });
  // The picture as it is and its mirror image, and nothing else.
  expect(new Set(pictures).size).toBe(2);
});
