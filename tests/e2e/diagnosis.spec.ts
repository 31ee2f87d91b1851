import { expect, test } from './support/app';
import { seriousViolations } from './support/axe';
import { distinctColours } from './support/pixels';

test('DIAG-E2E-1: V1’s cause is read before training, its remedy is shown on the canvas, a twin wins, the edit is applied and undone, and the trained network still has it', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="V1"]').click();
  const finding = page.getByTestId('finding');
  await expect(finding).toHaveAttribute('data-cause', 'saturatingActivation');
  await expect(finding).toContainText('before the first step');
  // The canvas shows it: the first layer's gradient is a millionth of the last one's.
  const first = page.locator('.react-flow__node').filter({ hasText: 'Hidden 1' }).first();
  await expect(first).toContainText('Gradient');

  await finding.getByRole('button', { name: 'Why' }).click();
  const strip = page.getByRole('region', { name: 'Problems' });
  await expect(strip).toContainText('What proves it');
  await expect(strip).toContainText('Glorot & Bengio (2010)');
  await expect(strip).toContainText('Activation: Sigmoid → ReLU, in 10 layers');
  // The edit is marked on the layers that it would change, and read out with them.
  await strip.getByRole('button', { name: 'Show: ReLU with He weights' }).click();
  await expect(page.locator('[data-change="changed"][data-kind]')).toHaveCount(10);
  await expect(page.getByTestId('edit-lines').first()).toContainText('Sigmoid → ReLU');
  await expect(page.getByTestId('edit-summary')).toContainText(
    'Hidden 1: Activation: Sigmoid → ReLU',
  );
  expect(await seriousViolations(page), 'an edit that is shown').toEqual([]);
  await page.getByTestId('shown-edit').getByRole('button', { name: 'Back' }).click();
  await expect(page.locator('[data-change]')).toHaveCount(0);
  await strip.getByRole('button', { name: 'Try: ReLU with He weights' }).click();
  const verdict = page.getByTestId('verdict');
  await expect(verdict).toHaveAttribute('data-better', 'true', { timeout: 90_000 });
  await expect(verdict).toContainText('The twin is better');
  expect(await seriousViolations(page), 'a trial').toEqual([]);
  // Two heat maps of one scale, and one cursor over both and the curves.
  const trial = page.getByTestId('trial');
  const maps = trial.getByTestId('heat-map');
  await expect(maps).toHaveCount(2);
  for (const map of await maps.all()) {
    await expect(map).toHaveAttribute('data-rows', '11');
    expect(await distinctColours(map)).toBeGreaterThan(3);
  }
  await expect(trial.getByTestId('heat-map-legend')).toHaveCount(1);
  await trial.getByTestId('heat-map-keys').first().press('Home');
  await expect(trial.getByTestId('time-cursor')).toHaveAttribute('data-step', '0');
  await page.getByRole('button', { name: 'Apply the edit' }).click();
  await expect(finding).toBeHidden();
  await expect(strip).toContainText('Sound before the first step');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(finding).toHaveAttribute('data-cause', 'saturatingActivation');

  await page.getByRole('button', { name: 'Train this lab' }).click();
  await expect(page.getByText('Finished').last()).toBeVisible({ timeout: 60_000 });
  await expect(finding).toHaveAttribute('data-cause', 'saturatingActivation');
  await expect(finding).toHaveAttribute('data-severity', 'error');
  // Evidence leads to its chart.
  const proof = strip.getByRole('button', { name: /The gradient at Hidden 1 is/ });
  if (!(await proof.isVisible())) await finding.getByRole('button', { name: 'Why' }).click();
  await proof.click();
  await expect(page.getByRole('tab', { name: 'Gradient flow', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('DIAG-E2E-2: a run that ends in NaN is told its cause, in Chinese too, the tensor is named, and its last good weights go on', async ({
  app,
}) => {
  const { page } = app;
  await page.locator('[data-lab="N1"]').click();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
    'Sound before the first step',
  );
  await page.getByRole('button', { name: 'What the start shows' }).click();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
    /The first loss is \d/,
  );
  await page.getByRole('button', { name: 'Train this lab' }).click();
  const finding = page.getByTestId('finding');
  await expect(finding).toHaveAttribute('data-cause', 'rateTooHigh', { timeout: 60_000 });
  await expect(finding).toContainText('The learning rate is too high');
  const banner = page.getByRole('alert').filter({ hasText: 'Training stopped' });
  await expect(banner).toContainText(/loss/);
  await expect(banner).toContainText(/Last good weights: step \d+/);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(finding).toContainText('学习率过高');
  // A new run begins with them, at a tenth of the rate, and is not driven to NaN.
  await page.getByRole('button', { name: '以十分之一的学习率接着训练' }).first().click();
  await expect(page.getByText('训练完成').last()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('banner').getByText('0.1', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: '训练记录' }).click();
  await expect(page.getByTestId('runs')).toContainText(/自第 \d+ 步接续/);
  await expect(page.getByTestId('runs').locator('[data-cause="rateTooHigh"]')).toHaveCount(1);
});
