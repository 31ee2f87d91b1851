import { defineWords } from '../i18n/i18n';

export const hostWords = defineWords('host', {
  lostTitle: { en: 'Connection lost', zh: '连接已断开' },
  lostText: {
    en: 'The app behind this page does not answer. Your work is safe in this window; trying again…',
    zh: '页面背后的程序没有响应。你的工作仍保留在此窗口中，正在重新连接……',
  },
  lostLong: {
    en: 'If the app was closed, start it again and open the address it shows. You can save a copy of this project first.',
    zh: '如果程序已关闭，请重新启动并打开它显示的地址。可以先把此项目另存一份副本。',
  },
  retry: { en: 'Try now', zh: '立即重试' },
  saveCopy: { en: 'Save a copy', zh: '保存副本' },
  reconnected: { en: 'Connected again', zh: '已重新连接' },
  failureTitle: { en: 'That did not work', zh: '操作未成功' },
  unexpected: {
    en: 'Something unexpected happened: {{message}}',
    zh: '发生了意外错误：{{message}}',
  },
  unreachableTitle: { en: 'The app does not answer', zh: '程序没有响应' },
  unreachableText: {
    en: 'This page could not reach the app that serves it. Start the app again and open the address it shows.',
    zh: '此页面无法连接到为它提供服务的程序。请重新启动程序，并打开它显示的地址。',
  },
  closeNotice: { en: 'Close', zh: '关闭' },
  starting: { en: 'Starting…', zh: '正在启动……' },
});
