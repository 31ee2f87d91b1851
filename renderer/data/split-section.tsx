import { Slider, Text } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { dataShapeOf } from '../../shared/catalogue/data-shape';
import type { ParameterTable } from '../../shared/catalogue/parameter';
import { setData } from '../../shared/document/edits';
import { MAX_SEED } from '../../shared/document/limits';
import type { DataSettings } from '../../shared/document/schema';
import { useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { ParameterForm } from '../inspector/parameter-form';
import styles from './data-panel.module.css';
import { editData } from './edit-data';
import { usePreview } from './preview-store';
import { dataWords } from './words';

const MAX_SHARE = 0.9;

const FEATURE_SCALING: ParameterTable = {
  standardizeFeatures: {
    type: 'boolean',
    label: { en: 'Standardise features', zh: '标准化特征' },
    help: {
      en: 'x′ = (x − mean) ÷ deviation, column by column, with mean and deviation of the training share alone.',
      zh: '逐列计算 x′ = (x − 均值) ÷ 标准差；均值与标准差只取自训练集。',
    },
    default: true,
  },
};

const SCALING_RANGE: ParameterTable = {
  standardizeBy: {
    type: 'option',
    label: { en: 'Mean and deviation', zh: '均值与标准差的范围' },
    help: {
      en: 'Per channel and per pixel learn from the training share; per sample takes each sample’s own.',
      zh: '“每个通道”与“每个像素”取自训练集；“每个样本”取该样本自身的均值与标准差。',
    },
    default: 'channel',
    options: [
      { value: 'channel', label: { en: 'Per channel', zh: '每个通道' } },
      { value: 'sample', label: { en: 'Per sample', zh: '每个样本' } },
      { value: 'feature', label: { en: 'Per pixel or step', zh: '每个像素或时间步' } },
    ],
    visibleWhen: ({ standardizeFeatures }) => standardizeFeatures === true,
  },
};

const TARGET_SCALING: ParameterTable = {
  standardizeTarget: {
    type: 'boolean',
    label: { en: 'Standardise target', zh: '标准化目标' },
    help: {
      en: 'The network predicts (y − mean) ÷ deviation: large targets would make a huge first loss and gradient.',
      zh: '网络预测 (y − 均值) ÷ 标准差：数值很大的目标会使最初的损失与梯度过大。',
    },
    default: false,
  },
};

const SEED: ParameterTable = {
  splitSeed: {
    type: 'integer',
    label: { en: 'Seed of data and split', zh: '数据与划分的随机种子' },
    help: {
      en: 'The same seed makes the same samples and the same split, on every machine.',
      zh: '相同的种子在任何机器上都产生相同的样本和划分。',
    },
    default: 1,
    minimum: 0,
    maximum: MAX_SEED,
  },
};

/** What can be set depends on the data: numbers have a scale, pictures and sequences more than one way to take it. */
function tableFor(data: DataSettings): ParameterTable {
  const { task, featureShape, vocabulary } = dataShapeOf(data);
  return {
    // Whole numbers that stand for characters are no quantities, and are never scaled.
    ...(vocabulary === undefined ? FEATURE_SCALING : {}),
    ...(featureShape.length > 1 ? SCALING_RANGE : {}),
    ...(task === 'regression' ? TARGET_SCALING : {}),
    ...SEED,
  };
}

/** How samples are shared out, and whether they are scaled. */
export function SplitSection() {
  const t = useWords(dataWords);
  const data = useProject(({ document }) => document.data);
  const table = useMemo(() => tableFor(data), [data]);
  return (
    <section className={styles.section}>
      <h3>{t('split')}</h3>
      <ShareSlider share={data.validationShare} />
      <Counts />
      <ParameterForm
        table={table}
        values={{
          standardizeFeatures: data.standardizeFeatures,
          standardizeTarget: data.standardizeTarget,
          standardizeBy: data.standardizeBy,
          splitSeed: data.splitSeed,
        }}
        onChange={(name, value) => editData((document) => setData(document, { [name]: value }))}
      />
    </section>
  );
}

/** One undo step a gesture: the document changes when the thumb is let go. */
function ShareSlider({ share }: { readonly share: number }) {
  const t = useWords(dataWords);
  const label = useId();
  const [dragged, setDragged] = useState<number | null>(null);
  const percent = (value: number) => `${Math.round(100 * value)} %`;
  const commit = (value: number): void => {
    setDragged(null);
    const validationShare = Number(value.toFixed(2));
    editData((document) => setData(document, { validationShare }));
  };
  return (
    <div>
      <div className={styles.sliderHead}>
        <span id={label}>{t('validationShare')}</span>
        <span>{percent(dragged ?? share)}</span>
      </div>
      <Slider
        thumbProps={{ 'aria-labelledby': label }}
        thumbLabel={t('validationShare')}
        value={dragged ?? share}
        min={0}
        max={MAX_SHARE}
        step={0.05}
        size="sm"
        label={null}
        onChange={setDragged}
        onChangeEnd={commit}
      />
      <Text size="xs" c="dimmed" mt={8}>
        {t('validationHelp')}
      </Text>
    </div>
  );
}

function Counts() {
  const t = useWords(dataWords);
  const say = useSay();
  const preview = usePreview((state) => state.preview);
  if (!preview) return null;
  const facts = [
    [t('samples'), preview.count],
    [t('training'), preview.trainingCount],
    [t('validation'), preview.validationCount],
  ] as const;
  return (
    <div>
      <dl className={styles.counts}>
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
      {preview.validationCount === 0 && (
        <Text size="xs" className={styles.dropped}>
          {t('noValidation')}
        </Text>
      )}
      {preview.droppedRows > 0 && (
        <Text size="xs" className={styles.dropped}>
          {t('dropped', { count: preview.droppedRows })}
        </Text>
      )}
      {preview.leftOut.map((sentence) => (
        <Text key={sentence.en} size="xs" className={styles.dropped}>
          {say(sentence)}
        </Text>
      ))}
    </div>
  );
}
