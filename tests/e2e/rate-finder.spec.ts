import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/app';
import { CanvasPage } from './support/canvas';
import { STORY_WORDS } from './support/words';

const WORDS = {
  en: {
    theme: 'light',
    rate: 'Learning rate',
    find: 'Find a learning rate',
    tells: /falls most steeply at a learning rate of/,
    use: 'Use this rate',
    runs: 'Runs',
    test: 'Learning-rate test',
  },
  zh: {
    theme: 'dark',
    rate: '学习率',
    find: '寻找学习率',
    tells: /损失下降最快/,
    use: '采用该学习率',
    runs: '训练记录',
    test: '学习率测试',
  },
} as const;

for (const [locale, words] of Object.entries(WORDS)) {
  test.describe(locale, () => {
    test.use({ locale, colorScheme: words.theme });

    test(`RATE-E2E-1: a learning rate is found on spirals and used, by keyboard (${locale}, ${words.theme})`, async ({
      app,
    }) => {
      const { page } = app;
      const canvas = new CanvasPage(page);
      const story = STORY_WORDS[locale as keyof typeof STORY_WORDS];
      await page.getByRole('button', { name: story.newProject }).click();
      await canvas.drop('input', 0.1, 0.25);
      await canvas.drop('dense', 0.35, 0.55);
      await canvas.drop('dense', 0.6, 0.25);
      await canvas.drop('output', 0.88, 0.55);
      await canvas.connect(`${story.input} 1`, `${story.dense} 1`);
      await canvas.connect(`${story.dense} 1`, `${story.dense} 2`);
      await canvas.connect(`${story.dense} 2`, `${story.output} 1`);
      await canvas.node(`${story.dense} 2`).click();
      const units = page.getByRole('textbox', { name: story.units });
      await units.fill('2');
      await units.press('Enter');
      await page.getByRole('combobox', { name: story.activation }).first().click();
      await page.getByRole('option', { name: story.linear }).click();
      await expect(page.getByText(story.ready)).toBeVisible();

      await page.getByRole('tab', { name: story.training, exact: true }).click();
      const rate = page.getByRole('textbox', { name: words.rate, exact: true });
      const before = await rate.inputValue();
      const finder = page.getByRole('region', { name: words.find });
      const find = finder.getByRole('button', { name: words.find });
      await find.focus();
      await page.keyboard.press('Enter');
      await expect(finder.getByRole('status')).toHaveText(words.tells, { timeout: 60_000 });
      // A test's last loss is not the news of a failed training.
      await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
      await expect(finder.getByRole('img', { name: words.tells })).toBeVisible();
      expect(await rate.inputValue()).toBe(before);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      );
      expect(serious.map(({ id }) => id)).toEqual([]);

      // Its run is kept, and tells it again; the list of runs says what it was.
      const told = await finder.getByRole('status').innerText();
      await page.reload();
      await expect(finder.getByRole('status')).toHaveText(told);
      await page.getByRole('tab', { name: words.runs, exact: true }).click();
      await expect(page.getByTestId('runs').getByText(words.test)).toBeVisible();

      await find.focus();
      await page.keyboard.press('Tab');
      await expect(finder.getByRole('button', { name: words.use })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(find).toBeFocused();
      await expect(finder.getByRole('img')).toHaveCount(0);
      const used = Number(await rate.inputValue());
      expect(used).not.toBe(Number(before));
      expect(used).toBeGreaterThan(1e-5);
      expect(used).toBeLessThan(10);
      await page.getByRole('button', { name: story.undo }).click();
      await expect(rate).toHaveValue(before);
      await page.getByRole('button', { name: story.redo }).click();
      expect(Number(await rate.inputValue())).toBe(used);
    });
  });
}
