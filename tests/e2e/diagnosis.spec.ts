import { expect, test } from './support/app';

test('DIAG-E2E-1: V1’s cause is read before training, a twin wins, the remedy is applied and undone, and the trained network still has it', async ({
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
  await strip.getByRole('button', { name: 'Try: ReLU with He weights' }).click();
  const verdict = page.getByTestId('verdict');
  await expect(verdict).toHaveAttribute('data-better', 'true', { timeout: 90_000 });
  await expect(verdict).toContainText('The twin is better');
  await expect(page.getByTestId('trial')).toBeVisible();
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

test('DIAG-E2E-2: a run that ends in NaN is told its cause, in Chinese too', async ({ app }) => {
  const { page } = app;
  await page.locator('[data-lab="N1"]').click();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
    'Sound before the first step',
  );
  await page.getByRole('button', { name: 'Train this lab' }).click();
  const finding = page.getByTestId('finding');
  await expect(finding).toHaveAttribute('data-cause', 'rateTooHigh', { timeout: 60_000 });
  await expect(finding).toContainText('The learning rate is too high');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(finding).toContainText('学习率过高');
});
