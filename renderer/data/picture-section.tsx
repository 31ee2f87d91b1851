import { Alert, Button, Skeleton, Text } from '@mantine/core';
import { useMemo } from 'react';
import { dataShapeOf } from '../../shared/catalogue/data-shape';
import type { DataPicture } from '../../shared/catalogue/dataset';
import type { DataSettings } from '../../shared/document/schema';
import type { DataPreview } from '../../shared/host-data';
import { useSay, useWords } from '../app/i18n/i18n';
import styles from './data-panel.module.css';
import { CurvePicture } from './pictures/curve';
import { ImagesPicture } from './pictures/images';
import type { PictureProps } from './pictures/picture';
import { PlanePicture } from './pictures/plane';
import { SequencePicture } from './pictures/sequence';
import { TablePicture } from './pictures/table';
import { loadPreview, usePreview } from './preview-store';
import { dataWords } from './words';

const PICTURES: Readonly<Record<DataPicture, React.ComponentType<PictureProps>>> = {
  plane: PlanePicture,
  curve: CurvePicture,
  images: ImagesPicture,
  sequence: SequencePicture,
  table: TablePicture,
};

/** What the data look like; while they are read a skeleton, and where they cannot be used the reason. */
export function PictureSection() {
  const t = useWords(dataWords);
  const { status, preview, data, failure } = usePreview();
  if (status === 'failed' && failure) {
    const next = NEXT_WORDS[failure.kind];
    return next ? <Next word={next} /> : <Failure text={failure.text} />;
  }
  if (!preview || !data) {
    return (
      <section className={styles.section} aria-busy="true">
        <Text size="sm" c="dimmed" role="status">
          {t('loading')}
        </Text>
        <Skeleton height={200} animate={false} />
      </section>
    );
  }
  return (
    <section
      className={styles.section}
      aria-label={t('picture')}
      aria-busy={status === 'loading'}
      data-stale={status === 'loading' || undefined}
    >
      <Drawn preview={preview} data={data} />
    </section>
  );
}

const grouped = (count: number): string => count.toLocaleString('en-US');

function Drawn({ preview, data }: { readonly preview: DataPreview; readonly data: DataSettings }) {
  const t = useWords(dataWords);
  const shape = useMemo(() => dataShapeOf(data), [data]);
  const Picture = PICTURES[shape.picture];
  const shown = preview.sampleWidth > 0 ? preview.samples.length / preview.sampleWidth : 0;
  return (
    <>
      <Picture preview={preview} shape={shape} />
      {shown < preview.count && (
        <Text size="xs" c="dimmed">
          {t('shownOf', { shown: grouped(shown), count: grouped(preview.count) })}
        </Text>
      )}
    </>
  );
}

/** What to say where one's own data were chosen, but no file yet: nothing is wrong, something is next. */
const NEXT_WORDS: Readonly<Record<string, 'noFile' | 'noFolder'>> = {
  'no-file': 'noFile',
  'no-folder': 'noFolder',
};

function Next({ word }: { readonly word: 'noFile' | 'noFolder' }) {
  const t = useWords(dataWords);
  return (
    <section className={styles.section}>
      <Text size="sm" c="dimmed" role="status">
        {t(word)}
      </Text>
    </section>
  );
}

function Failure({ text }: { readonly text: { readonly en: string; readonly zh: string } }) {
  const t = useWords(dataWords);
  const say = useSay();
  return (
    <Alert
      role="alert"
      variant="default"
      title={t('failed')}
      classNames={{ root: styles.errorAlert, title: styles.alertTitle, message: styles.alertText }}
      p="sm"
    >
      <p>{say(text)}</p>
      <Button variant="default" onClick={loadPreview}>
        {t('retry')}
      </Button>
    </Alert>
  );
}
