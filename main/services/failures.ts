import type { HostFailure } from '../../shared/host-data';
import { fillText, type Text, type TextValues } from '../../shared/text/text';

/** Why a service could not do what it was asked, in one place and in both languages. */
const TEXTS = {
  'unknown-call': {
    en: 'This version does not know the request “{{name}}”.',
    zh: '此版本不认识请求“{{name}}”。',
  },
  'invalid-input': {
    en: 'The request “{{name}}” was refused: {{reason}}.',
    zh: '请求“{{name}}”被拒绝：{{reason}}。',
  },
  'input-too-large': {
    en: 'The request “{{name}}” was refused: {{bytes}} bytes are more than the {{limit}} allowed.',
    zh: '请求“{{name}}”被拒绝：{{bytes}} 字节超过允许的 {{limit}} 字节。',
  },
  internal: {
    en: 'Something went wrong in the app itself: {{reason}}. Nothing was changed.',
    zh: '程序内部出错：{{reason}}。没有任何更改。',
  },
  'disk-refused': {
    en: 'The disk refused it: {{reason}}. Free some space, or look at the rights of the app’s folders.',
    zh: '磁盘拒绝了操作：{{reason}}。请释放磁盘空间，或检查应用文件夹的权限。',
  },
  'unknown-handle': {
    en: 'That file is no longer known here. Open it again from its folder.',
    zh: '此文件已不再可用，请从其文件夹重新打开。',
  },
  'outside-folders': {
    en: '“{{name}}” lies outside the folders that were opened to this app.',
    zh: '“{{name}}”不在本程序可访问的文件夹内。',
  },
  'bad-name': {
    en: '“{{name}}” cannot be a file name. Leave out / \\ : * ? " < > | and leading dots.',
    zh: '“{{name}}”不能用作文件名，请去掉 / \\ : * ? " < > | 以及开头的点。',
  },
  'read-failed': {
    en: '“{{name}}” could not be read: {{reason}}.',
    zh: '无法读取“{{name}}”：{{reason}}。',
  },
  'write-failed': {
    en: '“{{name}}” could not be saved: {{reason}}. Your changes are kept in this window; save to another place.',
    zh: '无法保存“{{name}}”：{{reason}}。你的更改仍保留在此窗口中，请保存到其他位置。',
  },
  'export-failed': {
    en: '“{{name}}” could not be written: {{reason}}.',
    zh: '无法写入“{{name}}”：{{reason}}。',
  },
  'unknown-format': {
    en: 'This version does not write the format “{{name}}”.',
    zh: '此版本不支持导出格式“{{name}}”。',
  },
  'not-exported': {
    en: 'This project was not exported. {{reason}}',
    zh: '此项目未能导出。{{reason}}',
  },
  'not-recognised': {
    en: '“{{name}}” is none of the files that networks are read from: {{formats}}.',
    zh: '“{{name}}”不是可从中读取网络的文件。支持的类型：{{formats}}。',
  },
  'not-imported': {
    en: '“{{name}}” was not imported. {{reason}}',
    zh: '“{{name}}”未能导入。{{reason}}',
  },
  'changed-elsewhere': {
    en: '“{{name}}” was changed by another program since it was opened. Save under another name to keep both.',
    zh: '“{{name}}”打开后被其他程序修改过。请另存为其他名称以保留两者。',
  },
  'open-elsewhere': {
    en: '“{{name}}” is open in another window. Save under another name to keep both.',
    zh: '“{{name}}”已在另一个窗口中打开。请另存为其他名称以保留两者。',
  },
  'newer-version': {
    en: '“{{name}}” was written by a newer version and is not overwritten. Save under another name.',
    zh: '“{{name}}”由更新的版本写入，不会被覆盖。请另存为其他名称。',
  },
  'run-unkept': {
    en: 'This run could not be written to the disk: {{reason}}. It is here until the app is closed; the project is not affected.',
    zh: '无法将这次训练写入磁盘：{{reason}}。关闭应用之前仍可查看；项目不受影响。',
  },
  'not-followed': {
    en: 'This run is not followed any more, since more than {{limit}} run files are open. Open it again to go on.',
    zh: '打开的训练文件超过 {{limit}} 个，不再跟踪该次训练。如需继续，请重新打开。',
  },
  'unknown-run': {
    en: 'That run is not known any more.',
    zh: '该次训练已不存在。',
  },
  'run-not-ready': {
    en: 'That run has not reported anything yet.',
    zh: '该次训练尚未产生任何数据。',
  },
  'run-starting': {
    en: 'That run is still being prepared. Try again in a moment.',
    zh: '该次训练仍在准备，请稍后再试。',
  },
  'no-weights': {
    en: 'No weights were kept of that run.',
    zh: '该次训练没有保留权重。',
  },
  'no-such-weights': {
    en: 'That run has no weights of “{{layer}}”: its network was another one.',
    zh: '该次训练没有“{{layer}}”的权重：它训练的是另一个网络。',
  },
  'other-shapes': {
    en: 'The weights of “{{layer}}” have the shape {{there}} in that run and {{here}} in this network. Only a network of the same shapes goes on from them.',
    zh: '“{{layer}}”的权重在该次训练中形状为 {{there}}，在此网络中为 {{here}}。只有形状相同的网络才能接着训练。',
  },
  'nothing-to-continue': {
    en: 'That run has taken {{step}} steps, and this project plans {{planned}}. Set more epochs to go on.',
    zh: '该次训练已完成 {{step}} 步，而此项目计划 {{planned}} 步。请增加轮次后再继续。',
  },
  'not-measured': {
    en: 'It could not be measured: {{reason}}',
    zh: '无法计算：{{reason}}',
  },
  'window-gone': {
    en: 'The window that asked for it is gone.',
    zh: '发起请求的窗口已关闭。',
  },
  'run-active': {
    en: 'That run is still training. Stop it first.',
    zh: '该次训练仍在进行，请先停止。',
  },
  'too-many-runs': {
    en: '{{limit}} runs are under way, which is the limit. Stop one first.',
    zh: '已有 {{limit}} 次训练正在进行，达到上限。请先停止其中一次。',
  },
  'sweep-active': {
    en: 'A sweep is under way, and takes every core. Wait for its end, or cancel it first.',
    zh: '已有一次扫描正在进行，并占用所有处理器核心。请等待其结束，或先取消。',
  },
  'sweep-over': {
    en: 'That sweep is over.',
    zh: '该次扫描已经结束。',
  },
  'unknown-sweep': {
    en: 'That sweep is not known any more.',
    zh: '该次扫描已不存在。',
  },
  'sweep-refused': {
    en: 'This sweep cannot begin: {{reason}}',
    zh: '此扫描无法开始：{{reason}}',
  },
  'not-trainable': {
    en: 'This network cannot be trained yet: {{reason}}',
    zh: '此网络尚不能训练：{{reason}}',
  },
  'no-dialogs': {
    en: 'This host has no dialogs of its own.',
    zh: '当前主机没有系统对话框。',
  },
} as const satisfies Record<string, Text>;

export type ServiceFailureKind = keyof typeof TEXTS;

export function serviceFailure(kind: ServiceFailureKind, values: TextValues = {}): HostFailure {
  return { kind, text: fillText(TEXTS[kind], values) };
}

/** An expected failure on its way out of a service; the dispatcher turns it into an answer. */
export class ServiceError extends Error {
  constructor(readonly failure: HostFailure) {
    super(failure.text.en);
    this.name = 'ServiceError';
  }
}

export const refuse = (kind: ServiceFailureKind, values: TextValues = {}): never => {
  throw new ServiceError(serviceFailure(kind, values));
};
