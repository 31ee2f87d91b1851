import { Text } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { dataShapeOf } from '../../shared/catalogue/data-shape';
import { sizeOf } from '../../shared/catalogue/layer';
import { pictureChanger } from '../../shared/data/augment';
import type { Choice } from '../../shared/document/schema';
import { randomStream } from '../../shared/random/random-stream';
import { useWords } from '../app/i18n/i18n';
import styles from './data-panel.module.css';
import { drawPixels, inkOf } from './pictures/draw-image';
import { usePreview } from './preview-store';
import { dataWords } from './words';

const CHANGED = 8;
/** Pixels between the original and what becomes of it. */
const GAP = 2;

interface AugmentationPreviewProps {
  readonly choices: readonly Choice[];
  readonly seed: number;
  /** Which of the preview's pictures, around and around. */
  readonly sample: number;
}

/** One picture, and eight of what the network would see of it; made by the very code that the trainer runs. */
export function AugmentationPreview({ choices, seed, sample }: AugmentationPreviewProps) {
  const t = useWords(dataWords);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { preview, data } = usePreview();
  const shape = useMemo(() => (data ? dataShapeOf(data).featureShape : []), [data]);
  const isPicture = shape.length === 3;
  const [height = 1, width = 1] = shape;
  const columns = CHANGED + 1;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !preview || !isPicture) return;
    const size = sizeOf(shape);
    const row = sample % Math.max(1, preview.samples.length / preview.sampleWidth);
    const start = row * preview.sampleWidth;
    const original = preview.samples.slice(start, start + size);
    const image = context.createImageData(columns * (width + GAP), height);
    const ink = inkOf(context);
    const draw = (picture: Float32Array, column: number) =>
      drawPixels(image, { left: column * (width + GAP), top: 0 }, shape, (at) => picture[at], ink);
    draw(original, 0);
    const change = pictureChanger(choices, shape, randomStream(seed, 'augment-preview'));
    for (let column = 1; column < columns; column += 1) {
      const changed = original.slice();
      change(changed);
      draw(changed, column);
    }
    context.putImageData(image, 0, 0);
  }, [preview, shape, isPicture, choices, seed, sample, width, height, columns]);
  if (!preview || !isPicture) return null;
  return (
    <div className={styles.augmented}>
      <canvas
        ref={canvas}
        width={columns * (width + GAP)}
        height={height}
        role="img"
        aria-label={t('augmentationPicture', { count: CHANGED })}
        data-testid="augmented"
      />
      <Text size="xs" c="dimmed">
        {t('augmentationPicture', { count: CHANGED })}
      </Text>
    </div>
  );
}
