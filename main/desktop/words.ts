/** The few sentences that the desktop says itself, where the page cannot: it hangs, or it is gone. */
export const desktopWords = {
  en: {
    hangs: 'The window does not answer.',
    hangsDetail:
      'What you did is kept in an automatic copy, up to the last second or so, and offered at the next start.',
    wait: 'Wait',
    closeAnyway: 'Close anyway',
    crashed: 'The window stopped working.',
    crashedDetail:
      'What you did is kept in an automatic copy, up to the last second or so, and offered after reloading.',
    reload: 'Reload',
    close: 'Close',
  },
  zh: {
    hangs: '窗口没有响应。',
    hangsDetail: '你的工作（截至最后一秒左右）已自动保存为副本，下次启动时可以恢复。',
    wait: '等待',
    closeAnyway: '仍要关闭',
    crashed: '窗口已停止工作。',
    crashedDetail: '你的工作（截至最后一秒左右）已自动保存为副本，重新加载后可以恢复。',
    reload: '重新加载',
    close: '关闭',
  },
} as const;
