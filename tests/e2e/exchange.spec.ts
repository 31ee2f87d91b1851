import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';

const fixture = (...path: string[]): string => join('tests', 'fixtures', ...path);

/** Finds a command by its name and runs it, as a person does who knows no menu. */
async function command(page: Page, name: string): Promise<void> {
  const palette = page.getByRole('dialog').getByRole('textbox');
  // Keys that are pressed before the page listens to them lead nowhere.
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await palette.fill(name);
  await expect(page.getByRole('dialog').getByRole('button', { name }).first()).toBeVisible();
  await palette.press('Enter');
}

test('EXCHANGE-E2E-1: networks of Keras and PyTorch come in, what was not taken over is listed, and one leaves for TensorFlow.js', async ({
  app,
}) => {
  const { page } = app;
  const canvas = new CanvasPage(page);
  const take = async (...path: string[]) => {
    const choosing = page.waitForEvent('filechooser');
    await command(page, 'Import a network');
    await (await choosing).setFiles(fixture(...path));
  };

  await take('exchange', 'keras-3-lambda.keras');
  const notes = page.getByRole('dialog', { name: 'The network was imported' });
  await expect(notes).toContainText('Lambda');
  await page.keyboard.press('Escape');
  await expect(notes).toBeHidden();
  await expect(canvas.nodes.filter({ hasText: 'trick' })).toHaveCount(1);

  await take('onnx', 'mlp.onnx');
  const question = page.getByRole('dialog', { name: /Save changes/ });
  await question.getByRole('button', { name: 'Don’t save' }).click();
  await expect(page.getByRole('dialog', { name: 'The network was imported' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Runs' })).toContainText(/imported/i);

  await command(page, 'TensorFlow.js');
  await expect(page.getByText(/Exported to .*with the weights of the run/)).toBeVisible();
});

test('ELSEWHERE-E2E-1: a run that PyTorch recorded opens as its own project, with its charts, and nothing here stops it', async ({
  app,
}) => {
  const { page } = app;
  const projects = join(app.home, 'projects');
  mkdirSync(projects, { recursive: true });
  copyFileSync(fixture('runs', 'elsewhere.vprun'), join(projects, 'cluster.vprun'));
  await command(page, 'Open a run');
  const browser = page.getByRole('dialog', { name: 'Open a run' });
  await browser.getByRole('button', { name: /cluster/ }).click();
  const open = browser.getByRole('button', { name: 'Open', exact: true });
  if (await open.isVisible()) await open.click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  await page.getByRole('tab', { name: 'Gradient flow' }).click();
  await expect(page.getByTestId('heat-map').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeDisabled();
});
