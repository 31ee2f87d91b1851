import { describe, expect, test, vi } from 'vitest';
import { acceleratorOf, menuTemplate } from '../../../main/desktop/menu';
import { desktopWords } from '../../../main/desktop/words';
import type { FakeMenu } from './fake-electron';
import { item, MENUS, start } from './start-desktop';

describe('DESK-5: the menu bar', () => {
  test('is made from the page’s commands and asks the page to do them', async () => {
    const { call, fake, window } = await start();
    await call('app.setMenu', { locale: 'zh', menus: MENUS });
    const [menu] = fake.menus;
    const file = menu.find(({ label }) => label === '文件');
    file?.submenu?.[0].click?.();
    expect(window.webContents.commands).toEqual([{ command: 'file.save', argument: null }]);
  });

  test.each([
    ['Mod+S', 'CommandOrControl+S'],
    ['Mod+Shift+S', 'CommandOrControl+Shift+S'],
    ['Mod++', 'CommandOrControl+Plus'],
    ['Alt+N', 'Alt+N'],
    ['Mod+ArrowUp', 'CommandOrControl+Up'],
    ['Delete', undefined],
    ['/', undefined],
    ['?', undefined],
    [null, undefined],
  ])('writes %s as %s', (shortcut, accelerator) => {
    expect(acceleratorOf(shortcut)).toBe(accelerator);
  });

  const run = vi.fn();
  const template = (mac: boolean, locale: 'en' | 'zh' = 'en') => {
    const menus = [
      {
        group: 'edit',
        label: 'Edit',
        items: [{ ...item('edit.copy', 'Copy'), shortcut: 'Mod+C', worksInFields: false }],
      },
      {
        group: 'view',
        label: 'View',
        items: [
          {
            label: 'Theme',
            submenu: [
              { ...item('view.theme-dark', 'Dark'), checked: true },
              { ...item('view.theme-light', 'Light'), checked: false },
            ],
          },
        ],
      },
      { group: 'help', label: 'Help', items: [item('help.about', 'About')] },
      { group: 'file', label: 'File', items: [item('file.new', 'New')] },
    ];
    return menuTemplate(menus, { mac, words: desktopWords[locale], run }) as FakeMenu[];
  };

  test('on macOS keeps copy and undo working in text fields', () => {
    const edit = template(true).find(({ label }) => label === 'Edit')?.submenu ?? [];
    expect(edit[0]).toMatchObject({ label: 'Copy', accelerator: undefined });
    expect(edit.map(({ role }) => role)).toEqual(expect.arrayContaining(['copy', 'undo']));
  });

  test('on macOS begins with the app’s own menu, which tells of the app as the page does', () => {
    const [own] = template(true, 'zh');
    expect(own.label).toBe('Vanishing Point');
    own.submenu?.[0].click?.();
    expect(run).toHaveBeenLastCalledWith('help.about');
    expect(own.submenu?.at(-1)).toEqual({ role: 'quit', label: '退出 Vanishing Point' });
    const file = template(true).find(({ label }) => label === 'File')?.submenu;
    expect(file?.map(({ role }) => role)).toContain('recentDocuments');
  });

  test.each([true, false])('has a window menu before the help (macOS: %s)', (mac) => {
    const last = template(mac).slice(-2);
    expect(last.map(({ role }) => role)).toEqual(['window', 'help']);
    expect(last[0].submenu?.map(({ role }) => role)).toContain('minimize');
  });

  test('folds families away as the page does, and shows what is on', () => {
    const [theme] = template(false).find(({ label }) => label === 'View')?.submenu ?? [];
    expect(theme.submenu).toMatchObject([
      { label: 'Dark', type: 'checkbox', checked: true },
      { label: 'Light', type: 'checkbox', checked: false },
    ]);
    theme.submenu?.[1].click();
    expect(run).toHaveBeenLastCalledWith('view.theme-light');
  });

  test('can be seen: the page shows none of its own where it is', async () => {
    const { window } = await start();
    expect(window.options).not.toHaveProperty('autoHideMenuBar');
  });
});
