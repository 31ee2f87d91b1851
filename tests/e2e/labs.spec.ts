import { test } from './support/app';
import { trainFirstLab, watchDivergence } from './walks/labs';

test('LAB-E2E-1: a first visit goes from the start page to a trained lab in three clicks', async ({
  app,
}) => {
  await trainFirstLab(app.page);
});

test('LAB-E2E-2: a run that diverges stops by itself and names the first tensor that was not finite', async ({
  app,
}) => {
  await watchDivergence(app.page);
});
