import { loadRawData } from '../../main/services/data/load';
import { ACTIVATIONS } from '../../shared/catalogue/activations';
import { AUGMENTATIONS } from '../../shared/catalogue/augmentations';
import type { DatasetDefinition, RawData } from '../../shared/catalogue/dataset';
import { DATASETS } from '../../shared/catalogue/datasets';
import { INITIALIZERS } from '../../shared/catalogue/initializers';
import { LAYERS } from '../../shared/catalogue/layers';
import { LOSSES } from '../../shared/catalogue/losses';
import { METRICS } from '../../shared/catalogue/metrics';
import { OPTIMIZERS } from '../../shared/catalogue/optimizers';
import { defaultsOf } from '../../shared/catalogue/parameter';
import { READY_BLOCKS, type ReadyBlock } from '../../shared/catalogue/ready-blocks';
import type { CatalogueEntry, Registry } from '../../shared/catalogue/registry';
import { SCHEDULES } from '../../shared/catalogue/schedules';
import { createDocument } from '../../shared/document/new-document';
import { fillText, formatNumber, type Text } from '../../shared/text/text';
import { gainOf } from '../../shared/theory/gain';
import type { Page } from './page';
import type { Picture } from './picture';
import { activationPicture } from './pictures/activation';
import { augmentationPicture } from './pictures/augmentation';
import { blockPicture } from './pictures/block';
import { datasetPicture } from './pictures/dataset';
import { initializerPicture } from './pictures/initializer';
import { layerPicture } from './pictures/layer';
import { lossPicture } from './pictures/loss';
import { metricPicture } from './pictures/metric';
import { optimizerPicture } from './pictures/optimizer';
import { schedulePicture } from './pictures/schedule';

interface Source<Entry extends CatalogueEntry> extends Pick<Page, 'name' | 'title' | 'intro'> {
  readonly registry: Registry<Entry>;
  readonly picture: (entry: Entry) => Picture;
  readonly notes?: (entry: Entry) => readonly Text[];
}

const pageOf = <Entry extends CatalogueEntry>({
  registry,
  picture,
  notes = () => [],
  ...page
}: Source<Entry>): Page => ({
  ...page,
  sections: registry.entries.map((entry) => ({
    ...entry,
    notes: notes(entry),
    picture: picture(entry),
  })),
});

/** As the host loads it with default parameters; null where it waits for a file of the person's. */
async function dataOf(definition: DatasetDefinition): Promise<RawData | null> {
  if (definition.origin === 'file') return null;
  const { kind, parameters } = definition;
  const document = createDocument('docs');
  const dataset = { kind, parameters: defaultsOf(parameters) };
  const data = { ...document.data, dataset, splitSeed: 1 };
  const loaded = await loadRawData(
    { ...document, data },
    { projectFolder: null, importFolder: '' },
  );
  if (!loaded.ok) throw new Error(loaded.failure.text.en);
  return loaded.value;
}

const bound = (value: number): string =>
  Number.isFinite(value) ? formatNumber(value) : value < 0 ? '−∞' : '∞';

const ACTIVATION_NOTE: Text = {
  en: 'Output between {{low}} and {{high}}; gain {{gain}}.',
  zh: '输出介于{{low}}与{{high}}之间；增益为{{gain}}。',
};

const settingsNote = ({ settings }: ReadyBlock): Text => ({
  en: `Settings: ${settings.map(({ name }) => name.en).join(', ')}.`,
  zh: `可调设置：${settings.map(({ name }) => name.zh).join('、')}。`,
});

/** Every page, in the order of the table of contents. */
export async function makePages(): Promise<readonly Page[]> {
  const data = new Map<string, RawData | null>();
  for (const dataset of DATASETS.entries) data.set(dataset.kind, await dataOf(dataset));
  const digits = data.get('digits');
  if (digits?.type !== 'samples') throw new Error('the digits are no pictures');
  /** The first 2: neither of its halves is the mirror of the other. */
  const digit = digits.features.slice(2 * 28 * 28, 3 * 28 * 28);

  return [
    pageOf({
      name: 'layers',
      title: { en: 'Layers', zh: '层' },
      intro: {
        en: 'Shapes are of one sample, without the batch axis. At most eight cells of an axis, and four sheets, are drawn.',
        zh: '形状均针对单个样本，不含批量维。每个轴最多画八格，最多画四层。',
      },
      registry: LAYERS,
      picture: layerPicture,
    }),
    {
      name: 'blocks',
      title: { en: 'Ready-made blocks', zh: '现成模块' },
      intro: {
        en: 'Small networks to use as one node, to open, and to change.',
        zh: '可作为单个节点使用、也可打开修改的小型网络。',
      },
      sections: READY_BLOCKS.map((block) => ({
        ...block,
        notes: [settingsNote(block)],
        picture: blockPicture(block),
      })),
    },
    pageOf({
      name: 'activations',
      title: { en: 'Activations', zh: '激活函数' },
      intro: {
        en: 'Gain: how much larger than 1 ÷ √fan the deviation of weights must be for gradients to keep their size.',
        zh: '增益：为使梯度保持大小，权重标准差须为 1 ÷ √扇数的多少倍。',
      },
      registry: ACTIVATIONS,
      picture: activationPicture,
      notes: ({ kind, range: [low, high] }) => {
        const gain = gainOf({ kind, parameters: defaultsOf(ACTIVATIONS.get(kind).parameters) });
        return [
          fillText(ACTIVATION_NOTE, {
            low: bound(low),
            high: bound(high),
            gain:
              gain === null ? { en: 'depends on the width', zh: '取决于层宽' } : formatNumber(gain),
          }),
        ];
      },
    }),
    pageOf({
      name: 'initializers',
      title: { en: 'Initializers', zh: '初始化方法' },
      intro: {
        en: 'How weights start. Numbers are drawn in plain TypeScript: every backend starts from the same bits.',
        zh: '权重的初始值。随机数由 TypeScript 代码生成：所有后端的起点逐位相同。',
      },
      registry: INITIALIZERS,
      picture: initializerPicture,
      notes: ({ gainRule }) => [gainRule],
    }),
    pageOf({
      name: 'losses',
      title: { en: 'Losses', zh: '损失函数' },
      intro: { en: 'What training makes small.', zh: '训练所要减小的量。' },
      registry: LOSSES,
      picture: lossPicture,
    }),
    pageOf({
      name: 'optimizers',
      title: { en: 'Optimizers', zh: '优化器' },
      intro: {
        en: 'What a step makes of a gradient. Weight decay is decoupled in each.',
        zh: '每一步如何使用梯度。各优化器的权重衰减均为解耦形式。',
      },
      registry: OPTIMIZERS,
      picture: optimizerPicture,
    }),
    pageOf({
      name: 'schedules',
      title: { en: 'Learning-rate schedules', zh: '学习率调度' },
      intro: {
        en: 'How the learning rate changes while training, as a share of the one that is set.',
        zh: '训练中学习率如何变化，以所设学习率的比例表示。',
      },
      registry: SCHEDULES,
      picture: schedulePicture,
    }),
    pageOf({
      name: 'metrics',
      title: { en: 'Metrics', zh: '评价指标' },
      intro: {
        en: 'What is measured beside the loss; k of top-k is 5 in its picture.',
        zh: '损失之外所测量的指标；图中 Top-k 的 k 为 5。',
      },
      registry: METRICS,
      picture: metricPicture,
    }),
    pageOf({
      name: 'datasets',
      title: { en: 'Data', zh: '数据集' },
      intro: {
        en: 'Pictures show the data with default parameters, before scaling.',
        zh: '图中为默认参数下、缩放之前的数据。',
      },
      registry: DATASETS,
      picture: (entry) => datasetPicture(entry, data.get(entry.kind) ?? null),
      notes: ({ note }) => (note ? [note] : []),
    }),
    pageOf({
      name: 'augmentations',
      title: { en: 'Augmentations', zh: '数据增广' },
      intro: {
        en: 'Random changes of pictures while training.',
        zh: '训练时对图片的随机变换。',
      },
      registry: AUGMENTATIONS,
      picture: augmentationPicture(digit),
    }),
  ];
}
