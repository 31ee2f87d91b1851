import { expect, test } from './support/app';

test('EXPLORE-E2E-1: two starts of V1 are compared by keyboard, the better one is used and undone, and the canvas is as it was', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  await expect(page.getByTestId('finding')).toBeVisible();
  const view = page.locator('.react-flow__viewport');
  const seen = await view.getAttribute('style');

  await page.keyboard.press('Control+e');
  const explore = page.getByTestId('explore');
  await expect(explore).toBeFocused();
  // What is covered is out of reach: no key may change what nobody sees.
  await expect(page.locator('section[data-testid="monitor"]')).toBeHidden();
  await explore.getByRole('tab', { name: 'Two starts' }).click();
  const [a, b] = ['a', 'b'].map((side) => page.getByTestId(`start-${side}`));
  await expect(a).toContainText('Sigmoid in depth');
  await expect(b).toContainText('Sigmoid in depth');

  const choose = async (label: string, entry: string) => {
    await b.getByRole('combobox', { name: label }).focus();
    await page.keyboard.type(entry);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  await choose('Activation of hidden layers', 'ReLU');
  await choose('Initializer of all layers', 'He normal');
  await expect(b).toContainText('Nothing wrong at the start');
  await expect(a).toContainText('Sigmoid in depth');
  await expect(page.getByTestId('depth-gradientRms')).toHaveAccessibleName(
    /start A .*e-8 → 0\.0\d+, start B 0\.00\d+ → 0\.0\d+/,
  );

  await b.getByRole('button', { name: 'Use these settings: Start B' }).press('Enter');
  await expect(a).toContainText('Nothing wrong at the start');
  await page.keyboard.press('Control+z');
  await expect(a).toContainText('Sigmoid in depth');
  await page.keyboard.press('Control+e');
  await expect(explore).toBeHidden();
  await expect(page.getByTestId('finding')).toHaveAttribute('data-cause', 'saturatingActivation');
  expect(await view.getAttribute('style')).toBe(seen);
});
