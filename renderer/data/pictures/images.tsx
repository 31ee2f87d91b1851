import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../app/i18n/i18n';
import styles from '../data-panel.module.css';
import { type SampleRows, sampleRows } from '../samples';
import { dataWords } from '../words';
import { drawPixels, inkOf } from './draw-image';
import type { PictureProps } from './picture';

const MAX_COLUMNS = 12;

/** Classes drawn; more would be a strip too long to look at. */
const MAX_CLASSES = 30;

/** Rows of the first samples of each class. */
function byClass(rows: SampleRows, classes: number): readonly (readonly number[])[] {
  const found: number[][] = Array.from({ length: classes }, () => []);
  for (let row = 0; row < rows.count; row += 1) {
    const own = found[rows.target(row)];
    if (own && own.length < MAX_COLUMNS) own.push(row);
  }
  return found;
}

/** Pictures side by side, one row a class. */
export function ImagesPicture({ preview, shape }: PictureProps) {
  const t = useWords(dataWords);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = useMemo(() => sampleRows(preview), [preview]);
  const { featureShape } = shape;
  const [height, width] = featureShape;
  const names = shape.classNames.slice(0, MAX_CLASSES);
  const classes = names.length;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || classes === 0) return;
    const image = context.createImageData(MAX_COLUMNS * width, classes * height);
    const ink = inkOf(context);
    byClass(rows, classes).forEach((samples, classIndex) => {
      samples.forEach((row, column) => {
        const place = { left: column * width, top: classIndex * height };
        drawPixels(image, place, featureShape, (index) => rows.feature(row, index), ink);
      });
    });
    context.putImageData(image, 0, 0);
  }, [rows, featureShape, width, height, classes]);
  return (
    <div className={styles.images}>
      <div className={styles.imageLabels} aria-hidden="true">
        {names.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <canvas
        ref={canvas}
        width={MAX_COLUMNS * width}
        height={classes * height}
        role="img"
        aria-label={t('imagePicture', { count: rows.count, classes })}
      />
    </div>
  );
}
