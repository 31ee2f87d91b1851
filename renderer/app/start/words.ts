import { defineWords } from '../i18n/i18n';

export const startWords = defineWords('start', {
  title: { en: 'Vanishing Point', zh: 'Vanishing Point' },
  tagline: {
    en: 'Draw a network, train it, see why it works or fails.',
    zh: '绘制网络，训练它，看清成败的原因。',
  },
  projects: { en: 'Projects', zh: '项目' },
  newProject: { en: 'New project', zh: '新建项目' },
  open: { en: 'Open…', zh: '打开……' },
  recent: { en: 'Recent', zh: '最近使用' },
  noRecent: {
    en: 'Nothing here yet. Projects that you save appear here; a lab is a good start.',
    zh: '这里还是空的。保存过的项目会出现在这里，不妨先从一个实验开始。',
  },
  missing: { en: 'File not found', zh: '文件不存在' },
  forget: { en: 'Take “{{name}}” off the list', zh: '将“{{name}}”从列表中移除' },
  openRecent: { en: 'Open {{name}}', zh: '打开 {{name}}' },
  gallery: { en: 'Labs', zh: '实验' },
});
