import { expect, test } from './support/app';
import { seriousViolations } from './support/axe';
import { walkScreens } from './walks/screens';

for (const theme of ['light', 'dark'] as const) {
  test(`A11Y-E2E-1: axe finds no serious violation on any screen, ${theme}`, async ({ app }) => {
    // Axe reads every element of some ten screens; on a busy machine that takes its time.
    test.slow();
    const { page } = app;
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.getByRole('button', { name: 'New project' })).toBeVisible();
    expect(await seriousViolations(page), 'start page').toEqual([]);

    await page.locator('[data-lab="D1"]').click();
    await page.getByRole('button', { name: 'Train this lab' }).click();
    // Long enough for every chart to have something to draw.
    const step = async () =>
      Number(await page.getByTestId('time-cursor').getAttribute('data-step'));
    await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(60);
    // A fast machine may be at the end before the button is reached.
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    await stop.click({ timeout: 5_000 }).catch(() => undefined);
    await expect(page.getByText(/^(Stopped|Finished)$/).last()).toBeVisible();
    for (const tab of await page.locator('section[data-testid="monitor"]').getByRole('tab').all()) {
      await tab.click();
      expect(await seriousViolations(page), (await tab.textContent()) ?? '').toEqual([]);
    }
    for (const name of ['Layers', 'Data']) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.waitForLoadState('networkidle');
      expect(await seriousViolations(page), name).toEqual([]);
    }
    await page.locator('.react-flow__node').nth(1).click();
    expect(await seriousViolations(page), 'inspector').toEqual([]);
    await page.keyboard.press('Control+k');
    expect(await seriousViolations(page), 'command palette').toEqual([]);
  });

  test(`A11Y-E2E-1: nor on the screens beyond a first lab, ${theme}`, async ({ app }) => {
    test.slow();
    const { page } = app;
    await page.emulateMedia({ colorScheme: theme });
    await walkScreens(page, app.home, 'en', async (name) => {
      expect(await seriousViolations(page), name).toEqual([]);
    });
  });
}
