import { defineWords } from '../app/i18n/i18n';

export const elsewhereWords = defineWords('elsewhere', {
  ofAnother: { en: 'Charts of another network: {{name}}', zh: '另一网络的图表：{{name}}' },
  busy: {
    en: 'A training is under way in this window. Stop it before you open a run.',
    zh: '此窗口正在训练。请先停止，再打开训练记录。',
  },
  trains: { en: 'Trains elsewhere', zh: '在别处训练' },
  trained: { en: 'Trained elsewhere', zh: '在别处训练完成' },
  /** Processes and where each computes: `2 × cpu`. */
  by: { en: '{{tool}}, {{processes}} × {{device}}', zh: '{{tool}}，{{processes}} × {{device}}' },
  plain: { en: '{{tool}}', zh: '{{tool}}' },
  readOnly: {
    en: 'It can be looked at here, but not paused or stopped.',
    zh: '此处只能查看，不能暂停或停止。',
  },
  quiet: {
    en: 'Not heard of for {{time}}: the script was killed, hangs, or its file is no longer written.',
    zh: '已有 {{time}} 没有消息：脚本可能已被终止、卡住，或不再写入文件。',
  },
  unreadable: {
    en: 'Its file cannot be read any more. {{reason}}',
    zh: '无法再读取其文件。{{reason}}',
  },
});
