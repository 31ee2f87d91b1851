import type { CrashPlace } from '../../../shared/crash-report';
import type { Text } from '../../../shared/text/text';
import { defineWords } from '../i18n/i18n';

export const crashWords = defineWords('crashes', {
  title: { en: 'Crash reports', zh: '崩溃报告' },
  about: {
    en: 'When something in the app fails, it keeps the name of the error and the places in its own source: nothing of your projects, no names of folders. The reports stay on this machine; nothing sends them.',
    zh: '程序出错时，会记录错误名称和它在程序源代码中的位置，不含你的项目内容，也不含文件夹名称。报告只保存在本机，不会发送。',
  },
  dumps: {
    en: 'The desktop app also keeps what the system writes of a process that crashed, in the folder “dumps” there: parts of that process’s memory, which may hold parts of a project.',
    zh: '桌面版还会保留系统对崩溃进程的记录，位于其中的“dumps”文件夹：这是该进程的部分内存，可能含有项目的内容。',
  },
  none: { en: 'Nothing has crashed.', zh: '没有崩溃记录。' },
  location: { en: 'They lie in {{location}}', zh: '位置：{{location}}' },
  copy: { en: 'Copy all', zh: '全部复制' },
  copied: { en: 'Copied', zh: '已复制' },
  clear: { en: 'Delete all', zh: '全部删除' },
  version: { en: 'Version {{version}} on {{system}}', zh: '版本 {{version}}，系统 {{system}}' },
  noFrames: { en: 'No place in the source is known.', zh: '没有源代码位置信息。' },
  noticeTitle: { en: 'Something in the app crashed', zh: '程序发生了崩溃' },
  noticeText: {
    en: 'A report of it is kept on this machine, and sent nowhere.',
    zh: '报告已保存在本机，不会发送到任何地方。',
  },
  show: { en: 'Show crash reports', zh: '查看崩溃报告' },
});

/** Whose crash it was, for a heading. */
export const PLACE_WORDS: Readonly<Record<CrashPlace, Text>> = {
  host: { en: 'The app itself', zh: '程序主体' },
  window: { en: 'The window', zh: '窗口' },
  page: { en: 'The page', zh: '页面' },
  part: { en: 'A part of the page', zh: '页面的一部分' },
  trainer: { en: 'A trainer', zh: '训练进程' },
  process: { en: 'A helper process', zh: '辅助进程' },
};
