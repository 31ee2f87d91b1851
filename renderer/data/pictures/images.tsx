import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../app/i18n/i18n';
import styles from '../data-panel.module.css';
import { type SampleRows, sampleRows } from '../samples';
import { dataWords } from '../words';
import type { PictureProps } from './picture';

const MAX_COLUMNS = 12;

/** Rows of the first samples of each class. */
function byClass(rows: SampleRows, classes: number): readonly (readonly number[])[] {
  const found: number[][] = Array.from({ length: classes }, () => []);
  for (let row = 0; row < rows.count; row += 1) {
    const own = found[rows.target(row)];
    if (own && own.length < MAX_COLUMNS) own.push(row);
  }
  return found;
}

/** Pictures side by side, one row a class: bright is ink, on the theme's own ground. */
export function ImagesPicture({ preview, shape }: PictureProps) {
  const t = useWords(dataWords);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = useMemo(() => sampleRows(preview), [preview]);
  const [height, width, channels = 1] = shape.featureShape;
  const classes = shape.classNames.length;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(MAX_COLUMNS * width, classes * height);
    const ink = parseInk(getComputedStyle(context.canvas).color);
    byClass(rows, classes).forEach((samples, classIndex) => {
      samples.forEach((row, column) => {
        for (let pixel = 0; pixel < height * width; pixel += 1) {
          const x = column * width + (pixel % width);
          const y = classIndex * height + Math.floor(pixel / width);
          const at = 4 * (y * image.width + x);
          image.data.set(ink, at);
          image.data[at + 3] = 255 * Math.min(1, Math.max(0, rows.feature(row, pixel * channels)));
        }
      });
    });
    context.putImageData(image, 0, 0);
  }, [rows, width, height, channels, classes]);
  return (
    <div className={styles.images}>
      <div className={styles.imageLabels} aria-hidden="true">
        {shape.classNames.map((name) => (
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

/** `rgb(27, 31, 36)` as bytes. */
function parseInk(colour: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
