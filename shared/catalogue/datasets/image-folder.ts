import { defineDataset } from '../dataset';
import type { IntegerParameter } from '../parameter';

const MAX_SIDE = 512;

const side = (label: IntegerParameter['label']): IntegerParameter => ({
  type: 'integer',
  label,
  help: {
    en: 'In pixels. Every picture is stretched or shrunk to this size.',
    zh: '以像素为单位。所有图片都会缩放到此尺寸。',
  },
  default: 32,
  minimum: 1,
  maximum: MAX_SIDE,
});

const CHANNELS: Readonly<Record<string, number>> = { grey: 1, colour: 3 };

export const imageFolder = defineDataset({
  kind: 'imageFolder',
  label: { en: 'Folder of pictures', zh: '图片文件夹' },
  summary: {
    en: 'Your own PNG and JPEG pictures: one folder, and in it one folder for each class.',
    zh: '你自己的 PNG 与 JPEG 图片：一个文件夹，其中每个类别一个子文件夹。',
  },
  formula: {
    en: 'x: [height, width, 1 or 3] in 0 … 1, class = name of the sub-folder',
    zh: 'x：[高, 宽, 1 或 3]，取值 0 … 1，类别 = 子文件夹名',
  },
  source: 'ISO/IEC 15948 (PNG), ITU-T T.81 (JPEG), ITU-R BT.601 (grey from colour)',
  task: 'classification',
  picture: 'images',
  origin: 'file',
  imported: ['folder', 'hash', 'classes'],
  parameters: {
    folder: {
      type: 'text',
      label: { en: 'Folder', zh: '文件夹' },
      help: {
        en: 'Name of the folder, beside the project or imported.',
        zh: '文件夹名，位于项目旁或已导入。',
      },
      default: '',
      maximumCharacters: 1000,
    },
    hash: {
      type: 'text',
      label: { en: 'Hash', zh: '哈希值' },
      help: {
        en: 'SHA-256 of the content, by which imported pictures are found again.',
        zh: '内容的 SHA-256，用于找回已导入的图片。',
      },
      default: '',
      maximumCharacters: 200,
    },
    classes: {
      type: 'names',
      label: { en: 'Classes', zh: '类别' },
      help: {
        en: 'Names of the sub-folders, in the order of the network’s outputs.',
        zh: '子文件夹的名称，顺序与网络输出一致。',
      },
      default: [],
    },
    height: side({ en: 'Height', zh: '高度' }),
    width: side({ en: 'Width', zh: '宽度' }),
    colour: {
      type: 'option',
      label: { en: 'Colour', zh: '颜色' },
      help: {
        en: 'Grey is 0.299 R + 0.587 G + 0.114 B. What is transparent becomes white.',
        zh: '灰度 = 0.299 R + 0.587 G + 0.114 B。透明部分按白色处理。',
      },
      default: 'colour',
      options: [
        { value: 'colour', label: { en: 'Colour', zh: '彩色' } },
        { value: 'grey', label: { en: 'Grey', zh: '灰度' } },
      ],
    },
    resize: {
      type: 'option',
      label: { en: 'Resizing', zh: '缩放方式' },
      help: {
        en: 'Box averages all pixels that fall together; bilinear looks at the four nearest.',
        zh: '区域平均对落入同一像素的所有像素取均值；双线性只看最近的四个。',
      },
      default: 'box',
      options: [
        { value: 'box', label: { en: 'Box (area mean)', zh: '区域平均' } },
        { value: 'bilinear', label: { en: 'Bilinear', zh: '双线性' } },
      ],
    },
  },
  samples: {
    featureShape: ({ height, width, colour }) => [height, width, CHANNELS[colour]],
    featureNames: [],
    targetNames: () => ['class'],
    classNames: ({ classes }) => classes,
  },
});
