import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Locale } from '../../../shared/text/text';
import { CanvasPage } from '../support/canvas';

/** Looks at one screen; `part` is what is new on it. */
type Look = (name: string, part: Locator) => Promise<void>;

const PICTURES = join(import.meta.dirname, '../../fixtures/pictures');

/** What is pressed on the way, written out in both languages: a word that changed or is missing fails the walk. */
const WORDS = {
  newProject: { en: 'New project', zh: '新建项目' },
  starter: { en: 'Start from a small network', zh: '从一个小网络开始' },
  dense: { en: 'Dense', zh: '全连接' },
  block: { en: 'Block 1', zh: '模块 1' },
  breadcrumb: { en: 'Opened block', zh: '已打开的模块' },
  exposed: { en: 'Settings of the block', zh: '模块公开的设置' },
  units: { en: 'Units', zh: '单元数' },
  settingNames: { en: 'Rename and merge settings', zh: '重命名与合并设置' },
  deleteBlock: { en: 'Delete block', zh: '删除模块' },
  cancel: { en: 'Cancel', zh: '取消' },
  layer: { en: 'Layer', zh: '属性' },
  training: { en: 'Training', zh: '训练' },
  epochs: { en: 'Epochs', zh: '轮次' },
  findRate: { en: 'Find a learning rate', zh: '寻找学习率' },
  runs: { en: 'Runs', zh: '训练记录' },
  folds: { en: 'Folds', zh: '折数' },
  crossValidation: { en: 'Cross-validation', zh: '交叉验证' },
  data: { en: 'Data', zh: '数据' },
  leftPanel: { en: 'Layers, data and lab', zh: '层、数据与实验' },
  flip: { en: 'Flip left and right', zh: '左右翻转' },
  startPage: { en: 'Start page', zh: '起始页' },
  discard: { en: 'Don’t save', zh: '不保存' },
  trainLab: { en: 'Train this lab', zh: '训练这个实验' },
  explore: { en: 'Explore', zh: '探索' },
  landscape: { en: 'Landscape', zh: '损失地形' },
  measure: { en: 'Measure', zh: '测量' },
  stopMeasuring: { en: 'Stop measuring', zh: '停止测量' },
  twoStarts: { en: 'Two starts', zh: '两种起点' },
  closeExplore: { en: 'Back to the network', zh: '回到网络' },
  throughTime: { en: 'Through time', zh: '时间步' },
} as const;

/**
 * From a start page over the screens that a first lab does not show: a block from inside and out, the question before
 * one is deleted, a test of rates, folds, pictures of one's own and their augmentation, the chart through time.
 */
export async function walkScreens(
  page: Page,
  home: string,
  locale: Locale,
  look: Look,
): Promise<void> {
  const word = (name: keyof typeof WORDS): string => WORDS[name][locale];
  const button = (name: keyof typeof WORDS) =>
    page.getByRole('button', { name: word(name), exact: true });
  const tab = (name: keyof typeof WORDS) =>
    page.getByRole('tab', { name: word(name), exact: true });
  const canvas = new CanvasPage(page);
  const inspector = page.getByRole('tabpanel', { name: word('layer'), exact: true });

  await button('newProject').click();
  await button('starter').click();
  const layers = [1, 2].map((number) => canvas.node(`${word('dense')} ${number}`));
  await layers[0].click();
  await layers[1].click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  const block = canvas.node(word('block'));
  await block.dblclick();
  await layers[0].click();
  await page.getByRole('combobox', { name: word('exposed') }).click();
  await page.getByRole('option', { name: word('units') }).click();
  await page.keyboard.press('Escape');
  await look('opened block', canvas.pane);
  await page
    .getByRole('navigation', { name: word('breadcrumb') })
    .getByRole('button')
    .click();
  await block.click();
  await page.getByText(word('settingNames')).click();
  await look('inspector of a block', inspector);
  await button('deleteBlock').click();
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  await look('question before a block is deleted', question);
  await question.getByRole('button', { name: word('cancel') }).click();

  await tab('training').click();
  const epochs = page.getByRole('textbox', { name: word('epochs'), exact: true });
  await epochs.fill('1');
  await epochs.press('Enter');
  const finder = page.getByRole('region', { name: word('findRate') });
  await finder.getByRole('button', { name: word('findRate') }).click();
  await expect(finder.getByRole('img')).toBeVisible({ timeout: 60_000 });
  await look('test of rates', finder);
  await tab('runs').click();
  const runs = page.getByTestId('panel-runs');
  await runs.getByRole('combobox', { name: word('folds') }).selectOption('2');
  await runs.getByRole('button', { name: word('crossValidation') }).click();
  await expect(runs.getByRole('rowheader', { name: /±.*\d/ })).toBeVisible({ timeout: 60_000 });
  await look('folds', runs);

  const folder = join(home, 'pets');
  for (const name of ['cats', 'dogs']) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const file of ['rgb.png', 'rgba.png']) {
      copyFileSync(join(PICTURES, file), join(folder, name, file));
    }
  }
  await tab('data').click();
  await page.locator('input[webkitdirectory]').setInputFiles(folder);
  const panel = page.getByRole('navigation', { name: word('leftPanel') });
  const flip = panel.getByRole('checkbox', { name: word('flip') });
  await flip.check();
  await expect(panel.getByTestId('augmented')).toBeVisible();
  await look('pictures of one’s own, augmented', panel);

  await button('startPage').click();
  await button('discard').click();
  await page.locator('[data-lab="Q1"]').click();
  await button('trainLab').click();
  await tab('throughTime').click();
  const chart = page.getByTestId('panel-time');
  await expect(chart.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  await look('chart through time', chart);

  await button('explore').click();
  await tab('twoStarts').click();
  const starts = page.getByTestId('explore');
  await expect(starts.getByTestId('depth-gradientRms')).toBeVisible();
  await look('two starts', starts);

  await tab('landscape').click();
  await button('measure').click();
  await expect(starts.getByTestId('landscape-contour')).toBeVisible({ timeout: 60_000 });
  const stop = button('stopMeasuring');
  if (await stop.isVisible()) await stop.click();
  await expect(starts.getByTestId('landscape-figures')).toBeVisible();
  await look('landscape', starts);
  await button('closeExplore').click();
}
