import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsSchema } from '../../../shared/host-data';
import { openServices } from './open-services';

const DEFAULTS = settingsSchema.parse({});

test('HOST-2: settings change one by one and last', async () => {
  const { home, window } = openServices();
  expect(await window().call('settings.read', {})).toEqual(DEFAULTS);
  await window().call('settings.write', { theme: 'dark' });
  await window().call('settings.write', { locale: 'zh', panels: { left: 240 } });
  await window().call('settings.write', { panels: { bottom: 300 } });
  const again = await openServices({ home }).window().call('settings.read', {});
  expect(again).toEqual({
    ...DEFAULTS,
    theme: 'dark',
    locale: 'zh',
    panels: { left: 240, bottom: 300 },
  });
});

test.each(['', '{', '{"theme":"purple"}', '[]', 'null'])(
  'HOST-2: damaged settings %j give the defaults and are kept aside',
  async (content) => {
    const { home, window } = openServices();
    const file = join(home, 'config', 'settings.json');
    writeFileSync(file, content);
    expect(await window().call('settings.read', {})).toEqual(DEFAULTS);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(content);
  },
);

test('HOST-2: writes that cross keep every change', async () => {
  const { window } = openServices();
  const names = Array.from({ length: 12 }, (_, index) => `panel-${index}`);
  await Promise.all(
    names.map((name) => window().call('settings.write', { panels: { [name]: true } })),
  );
  const { panels } = await window().call('settings.read', {});
  expect(Object.keys(panels).sort()).toEqual([...names].sort());
});
