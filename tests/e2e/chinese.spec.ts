import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';
import { walkScreens } from './walks/screens';

/** A run of Latin letters that is a word of English and no name, unit, symbol or formula. */
const ENGLISH_WORDS =
  /\b(the|and|layer|training|loss|units|save|open|new|project|gradient|error|input|output|step|learning|rate|network)\b/i;

test('I18N-E2E-1: the app is switched to Chinese live, and trains a lab in Chinese', async ({
  app,
}) => {
  // One walk over all screens, with five short trainings on the way.
  test.slow();
  const { page } = app;
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /zh/);
  await expect(page.getByRole('button', { name: '新建项目' })).toBeVisible();

  await page.locator('[data-lab="V1"]').first().click();
  const canvas = new CanvasPage(page);
  await expect(canvas.nodes).toHaveCount(13);
  await page.getByRole('button', { name: '训练这个实验' }).click();
  const monitor = page.getByRole('region', { name: '监视器' });
  for (const tab of await monitor.getByRole('tab').all()) {
    await tab.click();
    const text = (await monitor.textContent()) ?? '';
    expect(text).toMatch(/[\u4e00-\u9fff]/);
    expect(text.match(ENGLISH_WORDS)?.[0]).toBeUndefined();
  }
  await expect(page.getByText('已完成').last()).toBeVisible({ timeout: 60_000 });
  for (const region of ['toolbar', 'menubar', 'tablist'] as const) {
    for (const part of await page.getByRole(region).all()) {
      const text = (await part.textContent()) ?? '';
      expect(text.match(ENGLISH_WORDS)?.[0]).toBeUndefined();
    }
  }

  await page.getByRole('button', { name: '起始页' }).click();
  await walkScreens(page, app.home, 'zh', async (name, part) => {
    const text = await part.innerText();
    expect(text, name).toMatch(/[\u4e00-\u9fff]/);
    expect(text.match(ENGLISH_WORDS)?.[0], name).toBeUndefined();
  });

  // The choice is remembered over a restart.
  await app.restart();
  await expect(page.getByRole('button', { name: '新建项目' })).toBeVisible();
});
