import { defineWords } from '../i18n/i18n';

export const commandWords = defineWords('commands', {
  file: { en: 'File', zh: '文件' },
  edit: { en: 'Edit', zh: '编辑' },
  view: { en: 'View', zh: '视图' },
  network: { en: 'Network', zh: '网络' },
  training: { en: 'Training', zh: '训练' },
  help: { en: 'Help', zh: '帮助' },
  menuBar: { en: 'Menu', zh: '菜单' },
  search: { en: 'Search commands…', zh: '搜索命令……' },
  nothing: { en: 'No command of that name', zh: '没有匹配的命令' },
  palette: { en: 'Command palette', zh: '命令面板' },
  sheetTitle: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
  sheetHint: {
    en: 'In the menus every command stands with its shortcut.',
    zh: '所有命令及其快捷键也列在菜单中。',
  },
  or: { en: 'or', zh: '或' },
});
